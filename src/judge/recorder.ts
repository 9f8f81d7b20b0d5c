import type { Project } from '../model/rule.js';
import type { ProjectIndex } from '../project/project-index.js';

/** Keys of what was asked of the project; undefined where nothing was. */
export type Reads = ReadonlySet<string> | undefined;

/**
 * What a judgement notes of the questions of rules. `nothing`: for a run that is never taken up again. `facts`: which
 * files' facts were asked for; enough as long as nothing but contents changes. `everything`: for any change.
 */
export type Recording = 'nothing' | 'facts' | 'everything';

/** Notes what a rule asks of the project while it runs. */
export interface Recorder {
  /** A set for the reads of one question and answer; undefined where none are noted. */
  start(): Set<string> | undefined;
  /** The project for one synchronous use, noting in `reads`. */
  view(reads: Set<string> | undefined): Project;
}

/** The key that stands for the facts of a file, as the project index has it. */
export function factsOf(path: string): string {
  return `facts:${path}`;
}

export function pathOfFacts(read: string): string {
  return read.slice('facts:'.length);
}

export function createRecorder(project: ProjectIndex, recording: Recording): Recorder {
  switch (recording) {
    case 'nothing': {
      const view = project.view();
      return { start: () => undefined, view: () => view };
    }
    case 'everything':
      return { start: () => new Set(), view: (reads) => project.view(reads) };
    case 'facts':
      return factRecorder(project.view());
  }
}

interface Remembered {
  readonly answer: unknown;
  readonly reads: ReadonlySet<string>;
}

/** One view serves all: a set for each of ten thousand keys is cheap, a view is not. */
function factRecorder(project: Project): Recorder {
  let noting: Set<string> | undefined;
  const questions = new Map<string, Map<string, Remembered>>();

  /** Whoever is told a remembered answer depends on what it was found by. */
  function remember(subjects: Map<string, Remembered>, subject: string, compute: () => unknown): Remembered {
    const known = subjects.get(subject);
    if (known !== undefined) return known;
    const outer = noting;
    const reads = new Set<string>();
    noting = reads;
    try {
      const found = { answer: compute(), reads };
      subjects.set(subject, found);
      return found;
    } finally {
      noting = outer;
    }
  }

  const view: Project = {
    ...project,
    facts<Fact>(path: string, extractor: string): readonly Fact[] {
      noting?.add(factsOf(path));
      return project.facts<Fact>(path, extractor);
    },
    remembered<Answer>(question: string, subject: string, compute: (project: Project) => Answer): Answer {
      let subjects = questions.get(question);
      if (subjects === undefined) questions.set(question, (subjects = new Map<string, Remembered>()));
      const { answer, reads } = remember(subjects, subject, () => compute(view));
      for (const read of reads) noting?.add(read);
      // A question has answers of one type.
      return answer as Answer;
    },
  };
  return {
    start: () => new Set(),
    view(reads) {
      noting = reads;
      return view;
    },
  };
}
