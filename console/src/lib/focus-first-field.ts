/** An attachment: what appears inside a page or a dialog that is open already takes the focus to its first field. */
export function focusFirstField(element: HTMLElement): void {
  element.querySelector<HTMLElement>('input:not([readonly]), button')?.focus();
}
