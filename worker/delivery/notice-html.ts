import type { Language } from '../../messages/language.ts';

/** A notice as its two forms, text and HTML, are made from it. */
export interface NoticeContent {
  language: Language;
  title: string;
  text: string;
  /** Label and value. */
  facts: [label: string, value: string][];
  whatToDo: string;
  action: { label: string; url: string };
  serviceName: string;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What people and browsers named may be anything: it is shown as text. */
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/**
 * One page for every mail program: a column, styles on the elements, no images, nothing fetched, nobody tracked.
 * Colours are the reader's own but for the button, so that it is good in light and dark.
 */
export function noticeHtml(notice: NoticeContent): string {
  const { language, title, text, facts, whatToDo, action, serviceName } = notice;
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;vertical-align:top;opacity:.75">${escape(label)}</td><td style="padding:2px 0">${escape(value)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(title)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:34rem;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600;opacity:.75">${escape(serviceName)}</p>
<h1 style="margin:0 0 8px;font-size:20px;line-height:1.3">${escape(title)}</h1>
<p style="margin:0 0 16px">${escape(text)}</p>
<table role="presentation" style="border-collapse:collapse;margin:0 0 20px;font-size:15px">${rows.join('')}</table>
<p style="margin:0 0 16px">${escape(whatToDo)}</p>
<p style="margin:0 0 8px"><a href="${escape(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#b3261e;color:#ffffff;font-weight:600;text-decoration:none">${escape(action.label)}</a></p>
</div>
</body></html>
`;
}
