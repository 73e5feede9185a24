import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The pages for developers are in English, and say so (lang="en"). */
const EXEMPT = /routes\/docs\//;
/** The service's name is the same in every language. */
const NAME = 'Countersign';

/** Attributes, and props of our components, that a person reads or hears. */
const READ = new Set(
  [
    'label',
    'title',
    'placeholder',
    'aria-label',
    'aria-description',
    'alt',
    'action',
    'cancel',
    'text',
  ].concat('aria-roledescription', 'aria-valuetext'),
);

const root = join(import.meta.dirname, '../../console/src');
const files = (kind: string) =>
  globSync(`**/*.${kind}`, { cwd: root }).filter((path) => !EXEMPT.test(path) && !path.endsWith('.d.ts'));
const sourceOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** Words in a row: a sentence, and neither an identifier nor a class. */
const isProse = (text: string) => /\p{L}{2,},? \p{L}/u.test(text) || /^\p{Lu}\S*[.!?…]$/u.test(text.trim());
const hasLetters = (text: string) => /\p{L}/u.test(text.replaceAll(NAME, ''));

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What a component shows that does not come from a catalog. */
function textsOf(node: Node): string[] {
  const inside = () =>
    Object.entries(node).flatMap(([key, value]) =>
      key === 'css' || key === 'comments' ? [] : [value].flat().filter(isNode).flatMap(textsOf),
    );
  switch (node.type) {
    case 'Text':
      return hasLetters(String(node['data'])) ? [String(node['data']).trim()] : [];
    case 'Attribute': {
      const parts = [node['value']].flat().filter(isNode);
      const written = parts.filter(({ type }) => type === 'Text').map(({ data }) => String(data));
      const read = READ.has(String(node['name'])) ? written.filter(hasLetters) : [];
      return [...read, ...parts.filter(({ type }) => type !== 'Text').flatMap(textsOf)];
    }
    case 'Literal':
      return typeof node['value'] === 'string' && isProse(node['value']) ? [node['value']] : [];
    case 'TemplateElement': {
      const { cooked } = node['value'] as { cooked: string };
      return isProse(cooked) ? [cooked] : [];
    }
    case 'StyleSheet':
    case 'ImportDeclaration':
      return [];
    default:
      return inside();
  }
}

test('every text of the console’s components is in the catalogs', () => {
  const found = files('svelte').flatMap((path) =>
    textsOf(parse(sourceOf(path), { modern: true }) as unknown as Node).map((text) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
  // Some two hundred components are parsed: seconds of work on a busy machine.
}, 60_000);

/** Sentences that nobody is shown: an error of our own making. */
const isThrown = (node: ts.Node) =>
  ts.isNewExpression(node.parent) && node.parent.expression.getText() === 'Error';

test('every text of the console’s modules is in the catalogs', () => {
  const found: string[] = [];
  for (const path of files('ts')) {
    const source = ts.createSourceFile(path, sourceOf(path), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
        if (isProse(node.text) && !isThrown(node)) found.push(`${path}: ${node.text}`);
      if (!ts.isImportDeclaration(node)) ts.forEachChild(node, visit);
    };
    visit(source);
  }
  expect(found).toEqual([]);
});

test('and what is looked for would be found', () => {
  const component = (html: string) => textsOf(parse(html, { modern: true }) as unknown as Node);
  expect(component('<p>Hello</p>')).toEqual(['Hello']);
  expect(component('<Field label="Name" class="wide" />')).toEqual(['Name']);
  expect(component('<input aria-label={on ? "Turn it off" : "Turn it on"} />')).toEqual([
    'Turn it off',
    'Turn it on',
  ]);
  expect(component('<script>toast.show("It is done.")</script>')).toEqual(['It is done.']);
  expect(component('{`${count} sessions were ended`}')).toEqual([' sessions were ended']);
  expect(component('<p class="soft small">{words().common.name} · {NAME}</p>')).toEqual([]);
});
