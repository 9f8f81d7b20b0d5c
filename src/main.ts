#!/usr/bin/env node
import { readFileSync, statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AuditOptions } from './commands/audit.js';
import type { BaselineOptions } from './commands/baseline-writing.js';
import type { CacheOptions } from './commands/cache.js';
import type { CheckOptions } from './commands/check.js';
import type { InitOptions } from './commands/init.js';
import type { ReportOptions } from './commands/report.js';
import type { SuppressOptions } from './commands/suppress.js';
import type { SuppressionsOptions } from './commands/suppressions.js';
import type { ExitCode, Output, Terminal } from './commands/terminal.js';
import { RISK_LEVELS } from './model/audit.js';
import { UserError } from './model/errors.js';
import { SEVERITIES } from './model/finding.js';
import { readConditions, type GateCondition } from './model/gate-condition.js';
import { PRESETS } from './model/rule.js';
import { safeText } from './model/terminal-text.js';
import { reporterNames } from './plugins/reporters.js';

const tool = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  name: string;
  version: string;
};

function createOutput(stream: NodeJS.WriteStream): Output {
  let isClosed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isClosed = true;
    if (error.code === 'EPIPE') return;
    process.stderr.write(`compliance: the output cannot be written (${error.code ?? error.message}).\n`);
    process.exit(2);
  });
  const { env } = process;
  const isTerminal = stream.isTTY;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  return {
    isTerminal: isTerminal && (env['CI'] ?? '') === '',
    color: (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb' && (isTerminal || forced),
    width: stream.isTTY ? stream.columns : 100,
    // A reader that has gone (`| head`) is no error; what it does not want is not written.
    write: (text) =>
      new Promise((resolve) => {
        if (isClosed) resolve();
        else
          stream.write(text, () => {
            resolve();
          });
      }),
  };
}

/** What distinguishes the code of one build from another's: the bundle says it; what `tsc` builds has a time. */
function buildOf(): string {
  try {
    return readFileSync(new URL('../build.txt', import.meta.url), 'utf8');
  } catch {
    return statSync(new URL('../.tsbuildinfo', import.meta.url), { throwIfNoEntry: false })?.mtimeMs.toString() ?? '';
  }
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write('compliance: the current folder does not exist any more.\n');
    process.exit(2);
  }
}

const terminal: Terminal = {
  cwd: currentFolder(),
  out: createOutput(process.stdout),
  err: createOutput(process.stderr),
  get today() {
    return new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  },
  tool: { name: tool.name, version: tool.version },
  build: `${tool.version} ${buildOf()}`,
  async readInput() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  },
  async confirm(question) {
    if (!process.stdin.isTTY || !process.stderr.isTTY || (process.env['CI'] ?? '') !== '') return undefined;
    const { confirm } = await import('./commands/confirm.js');
    return confirm(question, { input: process.stdin, output: process.stderr });
  },
};

function end(code: ExitCode): void {
  process.exitCode = code;
}

const collectValues = (value: string, previous: readonly string[] | undefined): readonly string[] => [
  ...(previous ?? []),
  value,
];
function readText(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

const collectNames = (value: string, previous: readonly string[] | undefined): readonly string[] => [
  ...(previous ?? []),
  ...readText(value)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
];

function readScore(value: string): number {
  const score = Number(value);
  if (value.trim() === '' || !(score >= 0 && score <= 100))
    throw new InvalidArgumentError('It is a number from 0 to 100.');
  return score;
}

function readFailOn(value: string): readonly GateCondition[] {
  const written = value.split(',').map((part) => part.trim());
  if (written.length > 1 && written.includes('none'))
    throw new InvalidArgumentError('`none` goes with no other condition.');
  const conditions = readConditions(written);
  if (conditions === undefined)
    throw new InvalidArgumentError(
      `Write ${SEVERITIES.join(', ')} or none, with all: before it to count old findings too.`,
    );
  return conditions;
}

function withProjectOptions(command: Command): Command {
  return command
    .option('--root <folder>', 'the root of the project (default: the nearest folder upward with .git or `root: true`)')
    .option('--config <file>', 'this configuration instead of the one found from the root')
    .addOption(new Option('--preset <name>', 'the preset, whatever the configuration extends').choices(PRESETS));
}

const formatOption = (): Option =>
  new Option(
    '--format <name[:file]>',
    `${reporterNames().join(', ')}, or the path of your own reporter; may be given several times`,
  ).argParser(collectValues);

const baselineOption = (): Option =>
  new Option('--baseline <file>', 'the file of known findings (default: .compliance-baseline in the root)');

const sourceUrlOption = (): Option =>
  new Option(
    '--source-url <url>',
    'where the checked files can be read, for links in reports (https://github.com/acme/shop/blob/<commit>)',
  ).argParser(readUrl);

const sarifSuppressionsOption = (): Option =>
  new Option('--sarif-suppressions', 'put suppressed findings into SARIF, too; code scanning would show them as open');

/** Without slashes at its end. */
function readUrl(value: string): string {
  if (!URL.canParse(value) || !/^https?:\/\//i.test(value))
    throw new InvalidArgumentError('It is an address that starts with https://.');
  return new URL(value).href.replace(/\/+$/, '');
}

const program = new Command('compliance')
  .description('Static analysis and compliance for repositories that mix Python and TypeScript.')
  .version(tool.version)
  .showHelpAfterError('(compliance --help shows the commands)')
  .configureOutput({
    writeErr: (text) => process.stderr.write(`${text.trimEnd().split('\n').map(safeText).join('\n')}\n`),
  })
  .showSuggestionAfterError()
  // Help and version end well; every other early end is a mistake in the arguments.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText(
    'after',
    `
Examples:
  compliance check                         the whole project
  compliance check src tests/test_api.py   findings of these, judged against the whole project
  compliance explain duplicate-type        why a rule exists, its options, examples
  compliance init                          write a configuration that fits this repository

Exit codes: 0 the gate holds, 1 it does not, 2 the check could not be made.`,
  );

withProjectOptions(program.command('check'))
  .description('find breaches and print findings and a score')
  .argument(
    '[paths...]',
    'files or folders to report on; the rest of the project is still known to cross-file rules',
    (value: string, previous: readonly string[] | undefined) => collectValues(readText(value), previous),
  )
  .addOption(new Option('--rule <ids>', 'only these rules, separated by commas').argParser(collectNames))
  .addOption(
    new Option(
      '--fail-on <conditions>',
      `exit with 1 on a finding of this severity or worse (${SEVERITIES.join(', ')}): a new one (new:high, or high alone), or an old one too (all:critical); several separated by commas, or none (default: new:medium)`,
    ).argParser(readFailOn),
  )
  .addOption(new Option('--min-score <number>', 'exit with 1 below this score').argParser(readScore))
  .addOption(baselineOption())
  .option('--no-baseline', 'take every finding for new')
  .addOption(formatOption())
  .addOption(sourceUrlOption())
  .addOption(sarifSuppressionsOption())
  .option(
    '--since <ref>',
    'only what has changed since HEAD and this ref parted (the merge base), work tree included',
    readText,
  )
  .option('--staged', 'only what is staged: the content of the git index, not of the work tree')
  .option('--uncommitted', 'only what differs from the last commit, untracked files included')
  .addOption(
    new Option('--new-files <preset>', 'with these: hold files that are new to the strict preset').choices(['strict']),
  )
  .option('--fix', 'make the fixes that leave the behaviour as it is, then check')
  .option('--unsafe', 'with --fix or --diff: also those that may change the behaviour')
  .option('--diff', 'show what fixes would change, and write nothing')
  .option('--watch', 'go on: print what every save adds and resolves')
  .option('--profile', 'say what the run has spent its time on, by phase, extractor and rule')
  .option('--no-cache', 'neither use nor write what earlier runs found')
  .option('--stdin-filename <path>', 'judge standard input as the content of this file', readText)
  .addHelpText(
    'after',
    `
Examples:
  compliance check --preset strict --fail-on high
  compliance check --format pretty --format json:report.json
  compliance check --rule relative-import,duplicate-type services/api
  compliance check --staged
  compliance check --since origin/main --new-files strict
  compliance check --fix src tests
  compliance check --diff --unsafe > fixes.patch
  git show :src/cart.ts | compliance check --stdin-filename src/cart.ts`,
  )
  .action(async (paths: string[], options: CheckOptions) => {
    const { checkCommand } = await import('./commands/check.js');
    end(await checkCommand(terminal, paths, options));
  });

withProjectOptions(program.command('suppressions'))
  .description('list the suppressions: reason, author, age, expiry, and what each covers')
  .argument(
    '[paths...]',
    'files or folders to list; all of the project if absent',
    (value: string, previous: readonly string[] | undefined) => collectValues(readText(value), previous),
  )
  .addOption(
    new Option('--format <name[:file]>', 'table, json or markdown; may be given several times').argParser(
      collectValues,
    ),
  )
  .addOption(new Option('--rule <ids>', 'only those of these rules, separated by commas').argParser(collectNames))
  .option('--expired', 'only those that have expired')
  .option('--no-cache', 'neither use nor write what earlier runs found')
  .addHelpText('after', '\nExample:\n  compliance suppressions --format table --format markdown:suppressions.md')
  .action(async (paths: string[], options: SuppressionsOptions) => {
    const { suppressionsCommand } = await import('./commands/suppressions.js');
    end(await suppressionsCommand(terminal, paths, options));
  });

withProjectOptions(program.command('suppress'))
  .description('accept findings: write a suppression with its reason above each')
  .argument(
    '<findings...>',
    'fingerprints (six digits or more of one), or places: src/cart.ts:12, src/cart.ts:12:relative-import',
    (value: string, previous: readonly string[] | undefined) => collectValues(readText(value), previous),
  )
  .requiredOption('--reason <text>', 'why the finding is accepted, in one line')
  .option('--until <date>', 'the last day on which it is accepted, such as 2027-03-31')
  .option('--no-cache', 'neither use nor write what earlier runs found')
  .addHelpText(
    'after',
    '\nExample:\n  compliance suppress src/cart.ts:12 --reason "the module moves in March" --until 2027-03-31',
  )
  .action(async (targets: string[], options: SuppressOptions) => {
    const { suppressCommand } = await import('./commands/suppress.js');
    end(await suppressCommand(terminal, targets, options));
  });

withProjectOptions(program.command('rules'))
  .description('list the rules and their severities')
  .addHelpText('after', '\nExample:\n  compliance rules --preset strict')
  .action(async (options: CheckOptions) => {
    const { rulesCommand } = await import('./commands/rules.js');
    end(await rulesCommand(terminal, options));
  });

withProjectOptions(program.command('explain'))
  .description('say why a rule exists, what it reports, its options')
  .argument('<rule>', 'the id of a rule')
  .option('--examples', 'all examples with their code')
  .addHelpText('after', '\nExample:\n  compliance explain relative-import')
  .action(async (id: string, options: CheckOptions & { examples?: boolean }) => {
    const { explainCommand } = await import('./commands/explain.js');
    end(await explainCommand(terminal, id, options));
  });

program
  .command('init')
  .description('write a commented configuration that fits the repository')
  .option('--root <folder>', 'the folder to write it to')
  .option('--baseline', 'list the present findings as known, so that new ones alone fail the check')
  .option('--no-baseline', 'look at no findings, and ask nothing')
  .addHelpText('after', '\nExample:\n  compliance init --baseline')
  .action(async (options: InitOptions) => {
    const { initCommand } = await import('./commands/init.js');
    end(await initCommand(terminal, options));
  });

const config = program.command('config').description('about the configuration');
withProjectOptions(config.command('explain'))
  .description('print what applies to a file and where each value comes from')
  .argument('<file>', 'a file of the project')
  .addHelpText('after', '\nExample:\n  compliance config explain services/api/app/orders.py')
  .action(async (file: string, options: CheckOptions) => {
    const { configExplainCommand } = await import('./commands/config-explain.js');
    end(await configExplainCommand(terminal, file, options));
  });

program
  .command('report')
  .description('render a report again')
  .requiredOption('--from <report.json>', 'a report that `check --format json:report.json` wrote')
  .addOption(formatOption())
  .addOption(sourceUrlOption())
  .addOption(sarifSuppressionsOption())
  .addHelpText('after', '\nExample:\n  compliance report --from report.json --format pretty')
  .action(async (options: ReportOptions) => {
    const { reportCommand } = await import('./commands/report.js');
    end(await reportCommand(terminal, options));
  });

const baseline = program.command('baseline').description('about the findings that are known already');
function withBaselineOptions(command: Command): Command {
  return withProjectOptions(command)
    .argument('[paths...]', 'files or folders that this is about (default: the whole project)')
    .addOption(new Option('--rule <ids>', 'only these rules, separated by commas').argParser(collectNames))
    .addOption(baselineOption())
    .option('--no-cache', 'neither use nor write what earlier runs found');
}
withBaselineOptions(baseline.command('write'))
  .description('list all present findings as known: from now on new ones alone fail the check')
  .addHelpText('after', '\nExample:\n  compliance baseline write && git add .compliance-baseline')
  .action(async (paths: string[], options: BaselineOptions) => {
    const { baselineWriteCommand } = await import('./commands/baseline.js');
    end(await baselineWriteCommand(terminal, paths, options));
  });
withBaselineOptions(baseline.command('status'))
  .description('what the baseline lists, what of it is mended, what is new beside it')
  .addOption(new Option('--format <name>', 'how to print it').choices(['table', 'json']))
  .action(async (paths: string[], options: BaselineOptions) => {
    const { baselineStatusCommand } = await import('./commands/baseline.js');
    end(await baselineStatusCommand(terminal, paths, options));
  });
withBaselineOptions(baseline.command('prune'))
  .description('remove the entries whose findings are gone')
  .action(async (paths: string[], options: BaselineOptions) => {
    const { baselinePruneCommand } = await import('./commands/baseline.js');
    end(await baselinePruneCommand(terminal, paths, options));
  });

withProjectOptions(program.command('audit'))
  .description('write the report that is read before a deployment: what is wrong, what is missing, what to do')
  .option('--environment <name>', 'the environment that is deployed to, such as staging')
  .addOption(
    new Option(
      '--format <name[:file]>',
      'markdown (default), html or json; may be given several times, each with a file of its own',
    ).argParser(collectValues),
  )
  .addOption(
    new Option('--fail-on-risk <level>', 'exit with 1 where the risk is this or worse').choices(
      RISK_LEVELS.filter((level) => level !== 'none'),
    ),
  )
  .option('--since <ref>', 'also what has changed since HEAD and this ref parted')
  .option('--no-cache', 'neither use nor write what earlier runs found')
  .addHelpText(
    'after',
    '\nExample:\n  compliance audit --environment staging --format html:audit.html --fail-on-risk high',
  )
  .action(async (options: AuditOptions) => {
    const { auditCommand } = await import('./commands/audit.js');
    end(await auditCommand(terminal, options));
  });

program
  .command('lsp')
  .description('serve an editor: the Language Server Protocol over standard input and output')
  // What editors' clients pass to any server; the library reads the latter.
  .addOption(new Option('--stdio', 'over standard input and output, as always').hideHelp())
  .addOption(new Option('--clientProcessId <pid>', 'ends when this process does').hideHelp())
  .addHelpText('after', '\nYour editor starts it; docs/editors.md has the setup for each.')
  .action(async () => {
    const { lspCommand } = await import('./lsp/serve.js');
    await lspCommand(terminal);
  });

const cache = program.command('cache').description('about what runs remember');
cache
  .command('stats')
  .description('print where the cache is and how large')
  .option('--root <folder>', 'the root of the project')
  .action(async (options: CacheOptions) => {
    const { cacheStatsCommand } = await import('./commands/cache.js');
    end(await cacheStatsCommand(terminal, options));
  });
cache
  .command('clear')
  .description('forget what earlier runs of this project found')
  .option('--root <folder>', 'the root of the project')
  .option('--all', 'of every project')
  .action(async (options: CacheOptions) => {
    const { cacheClearCommand } = await import('./commands/cache.js');
    end(await cacheClearCommand(terminal, options));
  });

void program.parseAsync().catch(async (error: unknown) => {
  end(2);
  await terminal.err.write(`${describe(error).map(safeText).join('\n')}\n`);
});

/** A mistake of the user in words; a defect of ours with its stack, so that it can be reported. */
function describe(error: unknown): string[] {
  if (!(error instanceof UserError)) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return ['compliance: this is a defect of the tool; please report it with what follows.', ...trace.split('\n')];
  }
  return [`compliance: ${error.message}`, ...(error.hint === undefined ? [] : [error.hint])].flatMap((line) =>
    line.split('\n'),
  );
}
