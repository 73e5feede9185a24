import { tick } from 'svelte';

/**
 * After a navigation, or when a dialog closed over what had opened it, the reader starts at the page's heading,
 * unless something already has the focus.
 */
export async function focusPage(): Promise<void> {
  await tick();
  if (document.activeElement && document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

/** For a dialog's `onOpenChangeComplete`. */
export const focusPageWhenClosed = (open: boolean): void => {
  if (!open) void focusPage();
};
