import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import sarif from '../../reporters/sarif.js';
import { checkFiles } from '../check-files.js';
import { packageFile } from '../package-file.js';

const STOREFRONT = packageFile('fixtures/storefront');

function storefront(): Record<string, string> {
  const paths = readdirSync(STOREFRONT, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
  return Object.fromEntries(
    paths.map((path) => [path.slice(STOREFRONT.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** Thirty lines on top, as a notice of copyright adds them. */
function withNotice(path: string, text: string): string {
  const mark = /\.pyi?$/.test(path) ? '#' : /\.[cm]?[jt]sx?$/.test(path) ? '//' : undefined;
  if (mark === undefined) return text;
  const notice = Array.from({ length: 30 }, (_, index) => `${mark} Paragraph ${index + 1} of the terms of use.\n`).join(
    '',
  );
  const [shebang = ''] = /^#!.*\n/.exec(text) ?? [];
  return `${shebang}${notice}${text.slice(shebang.length)}`;
}

interface Alert {
  readonly line: number;
  /** By which an upload knows it: what is alike in both is the same alert. */
  readonly identity: string;
}

async function alertsOf(files: Readonly<Record<string, string>>): Promise<readonly Alert[]> {
  const report = await checkFiles(files, { preset: 'strict' });
  const log = JSON.parse([...sarif.render(report, { color: false, width: 80 })].join('')) as Log;
  return (log.runs[0]?.results ?? []).map(({ ruleId, locations, partialFingerprints }) => {
    const place = locations?.[0]?.physicalLocation;
    return {
      line: place?.region?.startLine ?? 0,
      identity: JSON.stringify([ruleId, place?.artifactLocation?.uri, partialFingerprints]),
    };
  });
}

test('thirty lines on top of every file reopen no alert', async () => {
  const before = storefront();
  const after = Object.fromEntries(Object.entries(before).map(([path, text]) => [path, withNotice(path, text)]));
  const [first, second] = [await alertsOf(before), await alertsOf(after)];
  assert.ok(first.length > 30);
  assert.is(new Set(first.map(({ identity }) => identity)).size, first.length);
  assert.match(
    first[0]?.identity ?? '',
    /"primaryLocationLineHash":"[0-9a-f]+:\d+","complianceFingerprint\/v1":"[0-9a-f]{20}"/,
  );
  assert.equal(
    second.map(({ line, identity }) => [line - 30, identity]),
    first.map(({ line, identity }) => [line, identity]),
  );
});

test.run();
