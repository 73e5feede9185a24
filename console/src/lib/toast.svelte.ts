const SHOWN_MS = 6000;

/** One short confirmation at a time, at the foot of the page. */
class Toast {
  text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.#timer = setTimeout(() => (this.text = ''), SHOWN_MS);
  }
}

export const toast = new Toast();
