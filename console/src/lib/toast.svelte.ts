const SHOWN_MS = 6000;

/** One short message at a time, at the foot of the page. */
class Toast {
  text = $state('');
  kind = $state<'good' | 'bad'>('good');
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, kind: 'good' | 'bad' = 'good'): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.kind = kind;
    this.#timer = setTimeout(() => (this.text = ''), SHOWN_MS);
  }
}

export const toast = new Toast();
