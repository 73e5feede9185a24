import { api } from './api.ts';
import { call } from './call.ts';

/** All that protects the account, for the pages that show it. */
export const loadFactors = () => call(() => api.v1.factors.$get());
