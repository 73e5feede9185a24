import { callingCode } from './calling-code.ts';

/** A phone number so that its owner knows it and nobody else learns it: `+33 •• •• •• 42`. */
export const maskPhone = (number: string) => `+${callingCode(number)} •• •• •• ${number.slice(-2)}`;
