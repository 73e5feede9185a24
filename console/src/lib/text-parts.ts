/** A piece of a text: plain words, or a place that an element of the page fills. */
export interface TextPart {
  words: string;
  slot: string | null;
}

const PLACE = /<(\w+)\/>|<(\w+)>(.*?)<\/\2>/g;

/** Takes 'Sent to <address/>. <change>Change it</change>' apart. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: whole, 1: alone, 2: around, 3: inside = '', index } of text.matchAll(PLACE)) {
    if (index > end) parts.push({ words: text.slice(end, index), slot: null });
    parts.push({ words: inside, slot: (alone ?? around)! });
    end = index + whole.length;
  }
  if (end < text.length) parts.push({ words: text.slice(end), slot: null });
  return parts;
}
