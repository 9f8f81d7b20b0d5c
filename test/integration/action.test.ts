import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../src/model/report.js';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { ACTION, runAction, type ActionRun } from './composite-action.js';

const SHOP = {
  'shop/app/__init__.py': '',
  'shop/app/orders.py': 'from .gone import total\n',
  'shop/app/prices.py': 'from .absent import price\n',
};
const NOTHING = { score: '', grade: '', 'new-findings': '', 'sarif-file': '', 'json-file': '', 'markdown-file': '' };

/** Runs the action on the files in a folder of their own, with room for the runner beside it. */
async function onFiles(
  files: Readonly<Record<string, string>>,
  body: (run: (inputs?: Readonly<Record<string, string>>) => ActionRun, folder: string) => void,
): Promise<void> {
  await withFolder(files, (folder) => {
    const workspace = join(folder, 'shop');
    body((inputs = {}) => runAction(workspace, inputs), workspace);
  });
}

const git = (folder: string, ...command: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...command], {
    cwd: folder,
    encoding: 'utf8',
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  });

function readJson<Type>(path: string | undefined): Type {
  return JSON.parse(readFileSync(path ?? '', 'utf8')) as Type;
}

test('no expression stands in a script, and every script names its shell', () => {
  const scripts = ACTION.runs.steps.filter(({ run }) => run !== undefined);
  assert.equal(
    scripts.filter(({ run, shell }) => run?.includes('${{') === true || shell !== 'bash'),
    [],
  );
  assert.is(scripts.length, 4);
});

test('every input reaches a script or a condition, and every output has its source', () => {
  const text = JSON.stringify(ACTION.runs);
  assert.equal(
    Object.keys(ACTION.inputs).filter((name) => !text.includes(`inputs.${name} `)),
    [],
  );
  assert.equal(
    Object.entries(ACTION.outputs).filter(([name, { value }]) => value !== `\${{ steps.check.outputs.${name} }}`),
    [],
  );
});

test('a breach fails the gate after all was handed on', async () => {
  await onFiles(SHOP, (run) => {
    const { code, outputs, log, summary } = run();
    assert.is(code, 1);
    const report = readJson<Report>(outputs['json-file']);
    const results = readJson<Log>(outputs['sarif-file']).runs[0]?.results;
    assert.equal([report.summary.new, results?.length], [2, 2]);
    assert.equal(
      { ...outputs, 'json-file': '', 'sarif-file': '', 'markdown-file': '' },
      { ...NOTHING, score: '0.2', 'new-findings': '2', gate: 'failed' },
    );
    assert.match(log, /^::error title=relative-import \(high\),file=app\/orders\.py,line=1,/m);
    assert.match(summary, /^<!-- compliance-linter -->\n/);
    assert.is(readFileSync(outputs['markdown-file'] ?? '', 'utf8'), summary);
    assert.match(summary, new RegExp(`https://github.com/acme/shop/blob/${'a'.repeat(40)}/app/orders.py#L1`));
  });
});

test('good code passes', async () => {
  await onFiles({ 'shop/app/orders.py': 'total = 1\n' }, (run) => {
    const { code, outputs } = run();
    assert.equal([code, outputs['gate'], outputs['score'], outputs['new-findings']], [0, 'passed', '100.0', '0']);
  });
});

test('inputs become arguments', async () => {
  await onFiles({ ...SHOP, 'shop/setup/strict.yaml': 'failOn: none\n' }, (run, folder) => {
    assert.is(run({ paths: 'app/orders.py\n\napp/__init__.py\n' }).outputs['new-findings'], '1');
    assert.is(run({ 'fail-on': 'none' }).code, 0);
    assert.is(run({ config: 'setup/strict.yaml' }).code, 0);
    assert.is(readJson<Report>(run({ preset: 'strict' }).outputs['json-file']).tool.preset, 'strict');
    assert.is(run({ 'working-directory': 'app', paths: 'orders.py' }).outputs['new-findings'], '1');
    const quiet = run({ annotations: 'false', summary: 'false', formats: 'junit:out.xml\ngitlab:quality.json' });
    assert.equal([quiet.code, quiet.summary, /^::error/m.test(quiet.log)], [1, '', false]);
    assert.equal([existsSync(join(folder, 'out.xml')), existsSync(join(folder, 'quality.json'))], [true, true]);
  });
});

test('a baseline is used, and not where it is refused', async () => {
  await onFiles(SHOP, (run, folder) => {
    const { outputs } = run({ 'fail-on': 'none' });
    const entries = readJson<Report>(outputs['json-file']).findings.map(({ ruleId, path, subject, fingerprint }) => {
      return [ruleId, path, subject, fingerprint];
    });
    assert.is(entries.length, 2);
    const main = packageFile('bundle/main.js');
    execFileSync(process.execPath, [main, 'baseline', 'write', '--baseline', 'known'], {
      cwd: folder,
      stdio: 'ignore',
    });
    assert.equal([run({ baseline: 'known' }).code, run({ baseline: 'none' }).code], [0, 1]);
  });
});

test('since a ref only the change is judged, without a score', async () => {
  await onFiles(SHOP, (run, folder) => {
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'first');
    git(folder, 'checkout', '-q', '-b', 'topic');
    execFileSync('bash', ['-c', 'echo "from .missing import it" > app/carts.py'], { cwd: folder });
    git(folder, 'add', '-A');
    const { code, outputs } = run({ since: 'main', 'new-files': 'strict' });
    assert.equal([code, outputs['new-findings'], outputs['score'], outputs['grade']], [1, '1', '', '']);
    const failed = run({ since: 'nowhere' });
    assert.equal([failed.code, failed.outputs], [2, { ...NOTHING, gate: 'error' }]);
    assert.match(failed.log, /^::error title=compliance-linter::The check could not be made/m);
  });
});

test('what is remembered lies in the folder that is cached, unless nothing is to be', async () => {
  await onFiles(SHOP, (run, folder) => {
    const remembered = (): string[] =>
      readdirSync(join(folder, '../runner/compliance-linter'), { recursive: true, encoding: 'utf8' }).filter(
        (path) => path.startsWith('facts-') && !/^facts-\w+(?:$|\/code)/.test(path),
      );
    run({ cache: 'false' });
    assert.equal(remembered(), []);
    run();
    assert.ok(remembered().length > 0);
  });
});

const HOSTILE = [
  `"; touch pwned; "$(touch pwned)\`touch pwned\`'; touch pwned; '`,
  '--root=/ ; touch pwned',
  'x\n::error::pwned',
];

test('whatever an input holds, it stays data', async () => {
  const names = Object.keys(ACTION.inputs);
  await onFiles(SHOP, (run, folder) => {
    for (const name of names) {
      for (const value of HOSTILE) {
        const { code, log, outputs } = run({ [name]: value });
        assert.is.not(code, 0, `${name}: ${value}`);
        assert.ok(['failed', 'error', ''].includes(outputs['gate'] ?? ''), `${name}: ${value}`);
        const commands = outsideOfStops(log).filter((line) => line.startsWith('::'));
        assert.equal(
          commands.filter((line) => !/^::(?:error|warning|notice) title=/.test(line)),
          [],
          `${name}: ${value}`,
        );
      }
    }
    const places = ['.', 'app', '../runner'].flatMap((place) => readdirSync(join(folder, place)));
    assert.is(places.includes('pwned'), false);
  });
});

/** The lines that a runner would read as commands, if they look like ones. */
function outsideOfStops(log: string): string[] {
  let stop: string | null = null;
  return log.split('\n').filter((line) => {
    const [, token] = /^::stop-commands::(.+)$/.exec(line) ?? [];
    if (stop === null && token !== undefined) stop = token;
    else if (line === `::${stop ?? ''}::`) stop = null;
    else return stop === null;
    return false;
  });
}

test('file names and contents of the repository command nothing', async () => {
  const files = {
    'shop/app/__init__.py': '',
    'shop/app/a\n::error::pwned.py': 'from .gone import x\n',
    'shop/app/b.py': 'from .c import x  # ::stop-commands::x\n',
  };
  await onFiles(files, (run) => {
    const commands = outsideOfStops(run().log).filter((line) => /^\s*::|##\[/.test(line));
    assert.is(commands.length, 2);
    assert.equal(
      commands.filter((line) => !/^::error title=relative-import \(high\),file=app\//.test(line)),
      [],
    );
  });
});

test('a version is an exact one', async () => {
  await onFiles(SHOP, (run) => {
    for (const version of ['latest', '^1.0.0', '1.0.0 --registry=http://evil.example', 'file:../evil']) {
      const { code, log } = run({ version });
      assert.is(code, 2);
      assert.match(log, /^::error title=compliance-linter::The input "version" is an exact version/m);
    }
    assert.is(run({ version: '1.2.3' }).code, 1);
  });
});

test.run();
