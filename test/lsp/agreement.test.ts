import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../commands/run-cli.js';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { Editor, placeOf, uriOf } from './editor.js';

interface Reported {
  readonly findings: readonly {
    readonly path: string;
    readonly ruleId: string;
    readonly status: string;
    readonly range: { readonly start: { readonly line: number; readonly column: number } };
  }[];
}

/** What a check of the saved files finds in one of them, as an editor shows it. */
async function checked(folder: string): Promise<(path: string) => readonly string[]> {
  const { out } = await runCli(['check', '--format', 'json', '--no-cache'], { cwd: folder });
  const { findings } = JSON.parse(out) as Reported;
  return (path) =>
    findings
      .filter((finding) => finding.path === path && finding.status !== 'suppressed')
      .map(({ range: { start }, ruleId }) => `${start.line}:${start.column} ${ruleId}`);
}

/** A line of one document goes, comes twice, or moves to another. */
const EDIT = fc.record({ from: fc.nat(), to: fc.nat(), line: fc.nat(), kind: fc.constantFrom('cut', 'copy', 'move') });

type EditStep = typeof EDIT extends fc.Arbitrary<infer Step> ? Step : never;

/** The numbers of the documents with other texts. */
function make({ from, to, line, kind }: EditStep, texts: string[]): readonly number[] {
  const [source, target] = [from % texts.length, to % texts.length];
  const lines = (texts[source] ?? '').split('\n');
  const at = line % lines.length;
  const [taken = ''] = lines.slice(at, at + 1);
  if (kind !== 'copy') texts[source] = lines.toSpliced(at, 1).join('\n');
  if (kind !== 'cut') texts[target] = `${taken}\n${texts[target] ?? ''}`;
  return [...new Set(kind === 'cut' ? [source] : [source, target])];
}

test('after any edits of any documents the editor shows what a check of the same texts finds', () =>
  withFolder({}, async (folder) => {
    // What is edited in the one is saved in the other.
    const [project, twin] = [join(folder, 'storefront'), join(folder, 'twin')];
    for (const copy of [project, twin]) cpSync(packageFile('fixtures/storefront'), copy, { recursive: true });
    const paths = readdirSync(project, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(?:py|tsx?)$/.test(path),
    );
    const texts = paths.map((path) => readFileSync(join(project, path), 'utf8'));
    const versions = paths.map(() => 1);
    await Editor.with({ folders: [project] }, async (editor) => {
      for (const [index, path] of paths.entries()) await editor.open(join(project, path), texts[index] ?? '');
      const agree = async (): Promise<void> => {
        for (const [index, path] of paths.entries()) writeFileSync(join(twin, path), texts[index] ?? '');
        const expected = await checked(twin);
        const shown = (path: string): readonly string[] | undefined => {
          const published = editor.published.get(uriOf(join(project, path)));
          return published?.version === versions[paths.indexOf(path)] ? published?.diagnostics.map(placeOf) : undefined;
        };
        const differing = (): string[] =>
          paths.filter((path) => JSON.stringify(shown(path)) !== JSON.stringify(expected(path)));
        await editor.until(
          () => differing().length === 0,
          () => JSON.stringify(differing().map((path) => [path, shown(path), expected(path)])),
        );
      };
      await agree();
      const batches = fc.sample(fc.array(EDIT, { minLength: 1, maxLength: 12 }), { numRuns: 6, seed: 7 });
      for (const batch of batches) {
        for (const index of new Set(batch.flatMap((step) => make(step, texts)))) {
          versions[index] = (versions[index] ?? 0) + 1;
          await editor.change(join(project, paths[index] ?? ''), versions[index] ?? 0, texts[index] ?? '');
        }
        await agree();
      }
      assert.ok([...editor.published.values()].some(({ diagnostics }) => diagnostics.length > 0));
    });
  }));

test.run();
