/** One button that copies: what it last did, to be said beside it. */
export class CopyText {
  state = $state<'idle' | 'copied' | 'failed'>('idle');

  async copy(text: string): Promise<void> {
    // Without a secure context there is no clipboard, and a browser may refuse it.
    this.state =
      (await navigator.clipboard?.writeText(text).then(
        () => 'copied' as const,
        () => 'failed' as const,
      )) ?? 'failed';
  }
}
