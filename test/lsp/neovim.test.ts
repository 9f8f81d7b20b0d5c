import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { packageFile } from '../package-file.js';
import { withFolder } from '../temporary-folder.js';
import { PATIENCE } from './editor.js';

const ORDER = 'class Order:\n    id: int\n    total: int\n    paid: bool\n';

const PROJECT = {
  'project/.compliancerc.yaml': 'root: true\nextends: strict\n',
  'project/app/__init__.py': '',
  'project/app/cart.py': '"😀"; from .orders import Order\n',
  'project/app/orders.py': ORDER,
};

const COMMAND = "cmd = { 'npx', 'compliance', 'lsp' }";

/** What docs/editors.md tells users of Neovim up to 0.10 to write. */
function documentedSetup(): string {
  const [, setup = ''] =
    /^0\.7 to 0\.10:\n\n```lua\n([^]*?)```/m.exec(readFileSync(packageFile('docs/editors.md'), 'utf8')) ?? [];
  return setup;
}

interface Seen {
  readonly fault?: string;
  readonly server?: number;
  readonly [step: string]: unknown;
}

/** What a user of Neovim sees who does what neovim.lua does. */
function runNeovim(folder: string): Seen {
  const program = [process.execPath, packageFile('bundle/main.js'), 'lsp'].map((part) => `[[${part}]]`);
  const setup = documentedSetup().replace(COMMAND, `cmd = { ${program.join(', ')} }`);
  const script = join(folder, 'run.lua');
  const steps = readFileSync(packageFile('test/lsp/neovim.lua'), 'utf8');
  writeFileSync(script, `vim.cmd('filetype on')\n${setup}\n${steps}`);
  const seen = join(folder, 'seen.json');
  const own = Object.fromEntries(
    ['HOME', 'XDG_CACHE_HOME', 'XDG_STATE_HOME', 'XDG_DATA_HOME'].map((name) => [name, folder]),
  );
  const { stderr } = spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`], {
    cwd: join(folder, 'project'),
    encoding: 'utf8',
    timeout: 6 * PATIENCE,
    env: { ...process.env, ...own, SEEN: seen, COMPLIANCE_CACHE_DIR: join(folder, 'cache') },
  });
  try {
    return JSON.parse(readFileSync(seen, 'utf8')) as Seen;
  } catch {
    return { fault: `Neovim said nothing: ${stderr}` };
  }
}

test('the documentation shows the setup that is tried', () => {
  assert.ok(documentedSetup().includes(COMMAND));
});

const isInstalled = spawnSync('nvim', ['--version']).error === undefined;
if (!isInstalled) process.stdout.write('NOT TRIED with Neovim: it is not installed (nvim is not in PATH)\n');
const scenario = (name: string, body: () => Promise<void>): void => {
  if (isInstalled) test(name, body);
  else test.skip(name, body);
};

scenario('a user of Neovim sees and does it all', () =>
  withFolder(PROJECT, async (folder) => {
    const { server, hover, ...seen } = runNeovim(folder);
    const line = '"😀"; from .orders import Order';
    const comment = '# compliance: ignore[relative-import] -- ';
    // Neovim counts bytes from 0: the emoji has four. 1 is an error, 2 a warning.
    assert.equal(seen, {
      first: [[0, 13, 20, 2, 'relative-import', 'compliance']],
      fixed: ['"😀"; from app.orders import Order'],
      after_fix: [],
      suppressed: [comment, line],
      without_reason: [
        [0, 2, 37, 2, 'invalid-suppression', 'compliance'],
        [1, 13, 20, 2, 'relative-import', 'compliance'],
      ],
      with_reason: [],
      across: [[0, 6, 11, 1, 'duplicate-type', 'compliance']],
      after_configuration: [],
    });
    assert.match(String(hover), /^\*\*relative-import\*\* \(medium\)\n/);
    assert.ok(await isGone(server ?? 0), 'the server outlives the editor');
  }),
);

async function isGone(pid: number): Promise<boolean> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await wait(50);
  }
  return false;
}

test.run();
