// What an editor with the schema offers in a plan file: completion, hover, diagnostics.
// Called by vscode-json.sh with the schema and sample files that must have no diagnostics.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as jsonService from "vscode-json-languageservice";
import * as textDocuments from "vscode-languageserver-textdocument";

const [schemaPath, ...samples] = process.argv.slice(2);
const schema = readFileSync(schemaPath, "utf8");
const address = "file:///plan/.truenorth/plan.schema.json";
const asked = [];
const service = jsonService.getLanguageService({
  // The only schema there is: nothing is fetched. A plan file names it by `$schema`.
  schemaRequestService: async (uri) => {
    asked.push(uri);
    if (uri === address) return schema;
    throw new Error(`no such schema: ${uri}`);
  },
  workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).href },
});
service.configure({ validate: true, allowComments: false });

const open = (text) => {
  const document = textDocuments.TextDocument.create("file:///plan/goals.json", "json", 1, text);
  return [document, service.parseJSONDocument(document)];
};
// The text with the cursor at `|`.
const cursor = (marked) => {
  const at = marked.indexOf("|");
  const [document, parsed] = open(marked.replace("|", ""));
  return [document, document.positionAt(at), parsed];
};
const named = '{ "$schema": "./.truenorth/plan.schema.json", ';
const words = (value) => (typeof value === "string" ? value : (value?.value ?? ""));
let checks = 0;
const done = (name) => {
  checks += 1;
  console.log(`ok: ${name}`);
};

{
  const offered = (await service.doComplete(...cursor(`${named}"goals": [ { "id": "a", "title": "A", | } ] }`))).items;
  for (const field of ["owner", "due", "contributes_to", "measure", "status"]) {
    const item = offered.find((item) => item.label === field);
    assert.ok(item, `\`${field}\` is not offered in a goal: ${offered.map((item) => item.label)}`);
    assert.ok(words(item.documentation).length > 5, `\`${field}\` has no description`);
  }
  assert.ok(!offered.some((item) => item.label === "id"), "a field that is there is offered again");
  const silent = offered.filter((item) => words(item.documentation) === "").map((item) => item.label);
  assert.deepEqual(silent, [], "fields without a description");
  done(`completion in a goal offers ${offered.length} fields with descriptions`);
}
{
  const offered = (await service.doComplete(...cursor(`${named}"goals": [ { "id": "a", "title": "A", "status": | } ] }`))).items;
  const labels = offered.map((item) => item.label.replaceAll('"', ""));
  for (const word of ["proposed", "on_track", "at_risk", "achieved"]) assert.ok(labels.includes(word), `\`${word}\` is not offered: ${labels}`);
  done(`completion of a status offers ${labels.length} words`);
}
{
  const offered = (await service.doComplete(...cursor(`${named}| }`))).items.map((item) => item.label);
  for (const field of ["goals", "budget", "vision", "teams"]) assert.ok(offered.includes(field), `\`${field}\` is not offered: ${offered}`);
  done("completion in a file offers its sections");
}
{
  // The service shows the description of the innermost schema that fits: definitions have titles only, so that it is
  // the field's own.
  const goal = JSON.parse(schema).$defs.Goal.properties;
  for (const [key, value] of [
    ["title", '"A"'],
    ["weight", "2"],
    ["contributes_to", '"vision"'],
    ["contributes_to", '[{ "goal": "vision" }]'],
    ["owner", '"crew"'],
    ["due", '"2027"'],
  ]) {
    const wanted = goal[key].description;
    assert.ok(wanted.length > 5, `\`${key}\` has no description`);
    const marked = `${named}"goals": [ { "id": "a", "${key[0]}|${key.slice(1)}": ${value} } ] }`;
    const hover = await service.doHover(...cursor(marked));
    const said = [hover?.contents ?? []].flat().map(words).join(" ");
    const plain = (text) => text.replaceAll(/[^A-Za-z0-9]+/g, " ").trim();
    assert.ok(plain(said).includes(plain(wanted)), `hover on \`${key}\` says: ${said}`);
  }
  done("hover on a key shows the description of the field");
}
{
  assert.ok(samples.length > 0, "no samples");
  for (const path of samples) {
    const text = readFileSync(path, "utf8").replace("{", named);
    const found = await service.doValidation(...open(text));
    assert.deepEqual(found.map((one) => `${path}: ${one.message}`), [], "diagnostics in a good sample");
  }
  done(`no diagnostics in ${samples.length} good samples`);
}
{
  const text = `${named}"goals": [ { "id": "a", "title": "A", "status": "greenish" } ] }`;
  const found = await service.doValidation(...open(text));
  assert.equal(found.length, 1, `one diagnostic in a broken file, not ${JSON.stringify(found.map((one) => one.message))}`);
  const [document] = open(text);
  assert.equal(document.getText(found[0].range), '"greenish"');
  done(`a wrong word is one diagnostic, at the word: ${found[0].message.split("\n")[0].slice(0, 80)}`);
}
assert.deepEqual([...new Set(asked)], [address], "another schema was asked for");
console.log(`${checks} checks passed`);
