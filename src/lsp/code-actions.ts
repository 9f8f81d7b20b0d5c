import { CodeActionKind, type CodeAction, type CodeActionParams } from 'vscode-languageserver/node';
import type { Rule } from '../model/rule.js';
import type { Configuration } from '../config/configuration.js';
import { compose, editsByPath } from '../fixes/compose.js';
import { inLayoutOf } from '../fixes/layout.js';
import { LineIndex } from '../formats/line-index.js';
import type { Edit, Finding, Fix } from '../model/finding.js';
import { countText } from '../model/count-text.js';
import type { Abilities } from './abilities.js';
import { toDiagnostic, type DiagnosticContext, type Judged } from './diagnostics.js';
import { meet, toRange } from './positions.js';
import { suppressAction } from './suppress-action.js';
import { workspaceEdit, type EditContext } from './workspace-edit.js';

/** All safe fixes of a document. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.compliance`;

export interface ActionContext {
  readonly path: string;
  readonly judged: Judged;
  readonly rules: readonly Rule[];
  readonly configuration: Configuration;
  readonly diagnostics: DiagnosticContext;
  readonly edits: EditContext;
  readonly abilities: Pick<Abilities, 'takesSnippets' | 'showsDocuments'>;
}

/** Findings that are suppressed by one action each, at most: every one of them takes a parse. */
const MOST_SUPPRESSIONS = 10;

/** What can be done about the findings in a range: each of their fixes, a suppression of each, all safe fixes at once. */
export async function codeActions(
  { range, context: { only } }: Pick<CodeActionParams, 'range' | 'context'>,
  context: ActionContext,
): Promise<CodeAction[]> {
  const isWanted = (kind: string): boolean =>
    only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix)) {
    const { findings, text } = context.judged;
    const here = findings.filter(
      (finding) => finding.status !== 'suppressed' && meet(toRange(finding.range, text), range),
    );
    actions.push(...here.flatMap((finding) => fixActions(finding, context)));
    for (const finding of here.slice(0, MOST_SUPPRESSIONS)) {
      const action = await suppressAction(finding, context);
      if (action !== undefined) actions.push(action);
    }
  }
  const fixAll = isWanted(FIX_ALL) ? fixAllAction(context) : undefined;
  return fixAll === undefined ? actions : [...actions, fixAll];
}

function fixActions(finding: Finding, { judged, diagnostics, edits }: ActionContext): CodeAction[] {
  return finding.fixes.map(({ title, safety, edits: made }) => ({
    title: safety === 'safe' ? title : `${title} (may change what the program does)`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(finding, judged.text, diagnostics)],
    ...(safety === 'safe' ? { isPreferred: true } : {}),
    edit: workspaceEdit(
      made.map((edit) => inLayout(edit, edits)),
      edits,
    ),
  }));
}

/** In the line ends and quotes of a document that is open. */
function inLayout(edit: Edit, { openFile }: EditContext): Edit {
  const text = openFile(edit.path)?.text;
  return text === undefined ? edit : { ...edit, text: inLayoutOf({ path: edit.path, text }, edit.text) };
}

function fixAllAction({ path, judged: { findings, text }, edits: context }: ActionContext): CodeAction | undefined {
  const candidates = findings.flatMap((finding) => {
    const fix = finding.status === 'suppressed' ? undefined : finding.fixes.find((one) => isSafeHere(one, path));
    return fix === undefined ? [] : [{ finding, fix }];
  });
  const { chosen } = compose(candidates, () => ({ text }));
  if (chosen.length === 0) return undefined;
  const lines = new LineIndex(text);
  const edits = (editsByPath(chosen).get(path) ?? []).map(({ start, end, text: written }): Edit => ({
    path,
    range: { start: lines.position(start), end: lines.position(end) },
    text: written,
  }));
  return {
    title: `Make ${countText(chosen.length, 'safe fix', 'safe fixes')} in this file (compliance)`,
    kind: FIX_ALL,
    edit: workspaceEdit(edits, context),
  };
}

/** True for a fix that keeps the behaviour and touches this file alone. */
function isSafeHere({ safety, edits }: Fix, path: string): boolean {
  return safety === 'safe' && edits.every((edit) => edit.path === path);
}
