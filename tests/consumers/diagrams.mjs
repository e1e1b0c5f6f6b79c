// Reads every *.mermaid file of this directory with the parser of Mermaid, and counts what it found in it.
import { readFileSync, readdirSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const dom = new JSDOM('<!doctype html><body></body>');
globalThis.window = dom.window;
globalThis.document = dom.window.document;
const { default: mermaid } = await import('mermaid');
// Forges draw at most 500 arrows and 50,000 characters; how large a diagram is, is not in question here.
mermaid.initialize({ startOnLoad: false, maxEdges: 1e6, maxTextSize: 1e9 });

let failed = false;
const refused = await mermaid.parse('flowchart BT\n  n0["open]\n', { suppressErrors: true });
if (refused !== false) {
  console.log('the parser accepts anything');
  failed = true;
}
const files = readdirSync('.').filter((name) => name.endsWith('.mermaid'));
for (const name of files) {
  try {
    const text = readFileSync(name, 'utf8');
    const { diagramType } = await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const boxes = text.split('\n').filter((line) => /^ {2}n\d+[[(]/.test(line)).length;
    const arrows = text.split('\n').filter((line) => /^ {2}n\d+ -/.test(line)).length;
    const [found, edges] = [db.getVertices().size, db.getEdges().length];
    if (diagramType !== 'flowchart-v2' || found !== boxes || edges !== arrows) {
      throw new Error(`${diagramType}: ${found} of ${boxes} boxes, ${edges} of ${arrows} arrows`);
    }
  } catch (error) {
    failed = true;
    console.log(`Mermaid on ${name}: ${String(error.message ?? error).split('\n').slice(0, 3).join(' ')}`);
  }
}
console.log(`Mermaid read ${files.length} diagrams`);
process.exit(failed ? 1 : 0);
