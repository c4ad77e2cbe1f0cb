import type { PdfModel } from '../models.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { type FlowBlock, type FlowDocument, withoutForbidden } from './blocks.ts';
import { flowOf } from './flow-of.ts';

/**
 * A document as one page that needs nothing else: no script, no picture, no style from elsewhere. For reading long after the
 * portal. Copies of returns, letters and minutes have this form; any other model is refused. It has no pages yet.
 */
export async function writeHtml(given: PdfModel): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const model = withoutForbidden(given);
  const flow = flowOf(model);
  if (!flow) throw new Error(`There is no page of its own for ${model.kind}`);
  return { bytes: new TextEncoder().encode(htmlOf(flow)), pages: 0 };
}

const htmlOf = ({ title, subtitle, foot, blocks }: FlowDocument): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${title}. ${subtitle}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(subtitle)}</p>
${blocks.map(blockHtml).join('\n')}
</main>
<footer><p>${escaped(foot)}</p></footer>
</body>
</html>
`;

const style =
  'body{font:1.1rem/1.5 Arial,sans-serif;max-width:50rem;margin:0 auto;padding:1rem;color:#0b0c0c;background:#fff}' +
  'h1,h2,h3{line-height:1.25}h2{margin-top:2rem}table{border-collapse:collapse;width:100%;margin:1rem 0}' +
  'th,td{border:1px solid #505a5f;padding:.4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f3f4f5}' +
  'p,td{white-space:pre-line}.scroll{overflow-x:auto}';

function blockHtml(block: FlowBlock): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level + 1}>${escaped(block.text)}</h${block.level + 1}>`;
    case 'text':
      return paragraphsOf(block.text)
        .map((words) => `<p>${looking(escaped(words), block.look)}</p>`)
        .join('\n');
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'table': {
      const head = block.headings.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
      const rows = block.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
      return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(block.headings.join(', '))}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
    }
  }
}

const looking = (words: string, look: 'quiet' | 'strong' | undefined) => {
  if (look === 'strong') return `<strong>${words}</strong>`;
  return look === 'quiet' ? `<em>${words}</em>` : words;
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
