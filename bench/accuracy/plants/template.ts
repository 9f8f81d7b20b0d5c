import type { Preset } from '../../../src/model/rule.js';
import type { FileKind } from './repository.js';
import type { Surroundings } from './surroundings.js';
import type { Words } from './words.js';

export type Language = 'python' | 'typescript';
/** `breach`: the rule must report it. `near-miss`: it looks alike, and the rule must stay silent. */
export type Outcome = 'breach' | 'near-miss';

/**
 * Where a snippet may go: among the imports, between the statements of a module, at its end, at any statement of a module
 * or a function, in a function, in an async function, among the members of a class.
 */
export type Spot = 'imports' | 'module' | 'end' | 'statement' | 'function' | 'async' | 'class';

/** Marks a line at which the finding may start. It is taken off before planting. */
export const MARK = '»';

export interface Snippet {
  /** Indented by four spaces (Python) or two (TypeScript). A breach has one line or more that starts with `MARK`. */
  readonly code: string;
  /** Lines that the file needs among its imports. */
  readonly imports?: readonly string[];
  /**
   * The other definition, planted in another file of the component. The finding may be at its marked lines as well.
   */
  readonly twin?: Twin;
}

export interface Twin {
  readonly code: string;
  readonly imports?: readonly string[];
  /** Put it into a copy of a random file, at this path relative to that file's folder. */
  readonly named?: string;
  /** The same, relative to the folder of the first file. */
  readonly beside?: string;
  /** Only files of which this is true. */
  readonly suits?: (path: string) => boolean;
  /** True: a file of another package. False by default: one of the same. */
  readonly isElsewhere?: boolean;
}

export interface Template {
  readonly name: string;
  /** What the rule owes the snippet in each preset; absent where the specification leaves it open. */
  readonly outcomes: Readonly<Partial<Record<Preset, Outcome>>>;
  readonly spot: Spot;
  readonly kind: FileKind;
  /** Put it into a copy of a random file, at this path relative to that file's folder, instead of the file itself. */
  readonly named?: (words: Words) => string;
  /** Only files of which this is true. */
  readonly suits?: (path: string) => boolean;
  readonly imports: readonly string[];
  /** False where quotes and semicolons must stay as they are written. */
  readonly isRestyled: boolean;
  /** The snippet for a file; undefined where it does not fit there. */
  write(words: Words, surroundings: Surroundings): Snippet | undefined;
}

export interface TemplateOptions {
  readonly recommended?: Outcome | null;
  readonly strict?: Outcome | null;
  readonly spot?: Spot;
  readonly kind?: FileKind;
  readonly named?: (words: Words) => string;
  readonly suits?: (path: string) => boolean;
  readonly imports?: readonly string[];
  readonly isRestyled?: boolean;
}

export type Write = (words: Words, surroundings: Surroundings) => string | Snippet | undefined;

/** Makes templates of one outcome; `defaults` hold for all of them. */
export function templatesOf(outcome: Outcome, defaults: TemplateOptions = {}) {
  return (name: string, write: Write, options: TemplateOptions = {}): Template => {
    const settings = { recommended: outcome, strict: outcome, ...defaults, ...options };
    const { recommended, strict, spot = 'statement', kind = 'source', imports = [], isRestyled = true } = settings;
    return {
      name,
      outcomes: { ...(recommended !== null && { recommended }), ...(strict !== null && { strict }) },
      spot,
      kind,
      imports,
      isRestyled,
      ...(settings.named !== undefined && { named: settings.named }),
      ...(settings.suits !== undefined && { suits: settings.suits }),
      write: (words, surroundings) => {
        const written = write(words, surroundings);
        return typeof written === 'string' ? { code: written } : written;
      },
    };
  };
}
