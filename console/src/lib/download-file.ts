/** How long a browser may take to fetch what it was handed. */
const DOWNLOAD_MS = 10_000;

/** Hands the browser a file that was made here. */
export function downloadFile(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_MS);
}
