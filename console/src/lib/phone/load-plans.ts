/** The numbering plans of all countries, mobile numbers only: 34 KB that only a phone field needs. */
export const loadPlans = () => import('libphonenumber-js/mobile');

export type Plans = Awaited<ReturnType<typeof loadPlans>>;
