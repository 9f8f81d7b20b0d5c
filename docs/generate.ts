/**
 * Writes what is generated: from the rules `docs/rules/<rule-id>.md` and `schema/configuration.schema.json`, from a run on
 * the fixture the output that the README shows.
 * With `--check` it writes nothing and fails where a file is not current.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { loadAllRules } from '../src/commands/project.js';
import { configurationSchema } from '../src/config/schema.js';
import { examplesOf } from '../src/model/rule.js';
import { ruleDocumentation } from '../src/rule-documentation.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rules = await loadAllRules();
const generated = new Map<string, string>([
  ['schema/configuration.schema.json', `${JSON.stringify(configurationSchema(rules), null, 2)}\n`],
  ['README.md', withOutput(readFileSync(join(root, 'README.md'), 'utf8'))],
  ...(await Promise.all(
    rules.map(async (rule) => [`docs/rules/${rule.id}.md`, ruleDocumentation(rule, await examplesOf(rule))] as const),
  )),
]);

const stale: string[] = [];
const isCheck = process.argv.includes('--check');
for (const [path, text] of generated) {
  const formatted = await format(text, { filepath: path, printWidth: 120, embeddedLanguageFormatting: 'off' });
  if (read(path) === formatted) continue;
  stale.push(path);
  if (isCheck) continue;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), formatted);
}
for (const file of readdirSync(join(root, 'docs/rules'))) {
  if (generated.has(`docs/rules/${file}`)) continue;
  stale.push(`docs/rules/${file}`);
  if (!isCheck) rmSync(join(root, 'docs/rules', file));
}
if (isCheck && stale.length > 0) {
  process.exitCode = 1;
  process.stderr.write(`Not current (run \`npm run docs\`):\n${stale.map((path) => `  ${path}\n`).join('')}`);
}

/** The README with the present output of its first command: the findings of the first files, and the end. */
function withOutput(readme: string): string {
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/src/main.js'), 'check', 'fixtures/storefront'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = stdout.slice(0, stdout.indexOf('\nduplicate-type')).split('\n\n');
  const summary = stdout.slice(stdout.search(/^\d+ findings in /m));
  const shown = `${files.slice(0, 4).join('\n\n')}\n\n[…]\n${summary}`;
  return readme.replace(
    /(<!-- output of: .*? -->\n\n```text\n)[\s\S]*?(```)/,
    (_, start: string, end: string) => start + shown + end,
  );
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
