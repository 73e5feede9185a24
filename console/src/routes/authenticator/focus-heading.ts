/** An attachment: who is asked something in the middle of something else begins to read at its heading. */
export const focusHeading = (heading: HTMLElement): void => heading.focus({ preventScroll: false });
