/** How many processes run the browser tests. */
export const playwrightWorkers = 2;
