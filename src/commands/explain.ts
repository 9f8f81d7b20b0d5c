import { suggestion } from '../config/problem.js';
import { UserError } from '../model/errors.js';
import { ruleDocumentation } from '../rule-documentation.js';
import { openProject, type ProjectOptions } from './project.js';
import type { ExitCode, Terminal } from './terminal.js';

/** `compliance explain <rule>`: why, repair, options and examples of a rule, as Markdown. */
export async function explainCommand(terminal: Terminal, id: string, options: ProjectOptions): Promise<ExitCode> {
  const { rules } = await openProject(terminal, { paths: [], options });
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = suggestion(
      id,
      rules.map((candidate) => candidate.id),
    );
    throw new UserError(`There is no rule ${id}.${near}`, '`compliance rules` lists all.');
  }
  await terminal.out.write(ruleDocumentation(rule));
  return 0;
}
