import { execFileSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const MODULES = {
  sample: new URL('sample-report.js', import.meta.url).href,
  sarif: new URL('../../reporters/sarif.js', import.meta.url).href,
};

/** Writes 100,000 findings, and prints the megabytes that this adds: of live objects, and of the process at its peak. */
const MEASURE = `
  import { openSync, writeSync } from 'node:fs';
  import { devNull } from 'node:os';
  const { findingWith, reportWith } = await import(${JSON.stringify(MODULES.sample)});
  const { default: sarif } = await import(${JSON.stringify(MODULES.sarif)});
  const findings = Array.from({ length: 100_000 }, (_, index) =>
    findingWith({ path: 'services/api/app/module_' + (index % 1500) + '.py', subject: 'Order' + index,
      message: 'Order' + index + ' has drifted from its definition; settle on one.', fingerprint: 'print' + index }));
  const report = reportWith({ findings });
  const output = openSync(devNull, 'w');
  const write = (shown) => {
    let count = 0;
    for (const piece of sarif.render(shown, { color: false, width: 80 })) {
      writeSync(output, piece);
      if (++count % 2_000 === 0) measure();
    }
    return count;
  };
  let live = 0;
  const measure = () => { gc(); live = Math.max(live, process.memoryUsage().heapUsed); };
  write({ ...report, findings: findings.slice(0, 10) });
  measure();
  const [liveBefore, peakBefore] = [live, process.resourceUsage().maxRSS];
  const pieces = write(report);
  console.log(JSON.stringify({ pieces, live: (live - liveBefore) / 2 ** 20, peak: (process.resourceUsage().maxRSS - peakBefore) / 1024 }));
`;

test('writing a hundred thousand findings adds less than 20 MB', () => {
  const output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', MEASURE], {
    encoding: 'utf8',
  });
  const { pieces, live, peak } = JSON.parse(output) as { pieces: number; live: number; peak: number };
  assert.ok(pieces > 25_000);
  assert.ok(live < 20, `${live} MB of live objects`);
  assert.ok(peak < 20, `${peak} MB of the process`);
});

test.run();
