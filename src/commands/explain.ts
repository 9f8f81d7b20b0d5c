import { suggestion } from '../config/problem.js';
import { UserError } from '../model/errors.js';
import { examplesOf } from '../model/rule.js';
import { ruleDocumentation } from '../rule-documentation.js';
import { openProject, type ProjectOptions } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Examples of each kind that are shown with their code unless all are asked for. */
const EXAMPLES = 2;

/** `compliance explain <rule>`: why, repair, options and examples of a rule, as Markdown. */
export async function explainCommand(
  terminal: Terminal,
  id: string,
  options: ProjectOptions & { readonly examples?: boolean },
): Promise<ExitCode> {
  const { rules } = await openProject(terminal, { paths: [], options });
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = suggestion(
      id,
      rules.map((candidate) => candidate.id),
    );
    throw new UserError(`There is no rule ${id}.${near}`, '`compliance rules` lists all.');
  }
  await terminal.out.write(
    ruleDocumentation(rule, await examplesOf(rule), options.examples === true ? Infinity : EXAMPLES),
  );
  return 0;
}
