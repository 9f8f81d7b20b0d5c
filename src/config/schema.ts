import { ROLES } from '../model/file.js';
import { SEVERITIES } from '../model/finding.js';
import { WRITTEN_CONDITIONS } from '../model/gate-condition.js';
import { PRESETS, type OptionDeclaration, type Preset, type Rule } from '../model/rule.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A JSON Schema (draft 7) of what a user may write, with the given rules and their options. For editors and `validate`. */
export function configurationSchema(rules: readonly Rule[]): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of compliance-linter',
    description: 'The content of .compliancerc, compliance.config.js or the key `compliance` of package.json.',
    type: 'object',
    additionalProperties: false,
    properties: properties(),
    definitions: {
      level: {
        description: 'How bad a finding is, or off.',
        enum: ['off', ...SEVERITIES],
      },
      globs: {
        description:
          'Patterns relative to the folder of this configuration. Without a slash, besides a trailing one, a pattern ' +
          'matches at any depth; one that names a folder covers everything below it; a leading ! takes back what an ' +
          'earlier pattern matched.',
        ...oneOrMany({ type: 'string', format: 'glob' }),
      },
      rules: rulesSchema(rules),
    },
  };
}

function properties(): JsonSchema {
  return {
    $schema: { description: 'Where an editor finds the schema of this file.', type: 'string' },
    root: {
      description: 'True: this folder is the root of the project; nothing above it is looked at. Default: false',
      type: 'boolean',
    },
    extends: {
      description:
        'What this configuration builds on: the presets recommended and strict, paths (./base.yaml), packages. ' +
        'Later ones win, and what is written here wins over all. Default: recommended',
      ...oneOrMany({ type: 'string', minLength: 1 }),
    },
    exclude: described('Files that are never checked, in addition to what is excluded by that which is extended.'),
    maxFileSize: {
      description:
        'Larger files are skipped, and the score is incomplete. In bytes; counts in the root only. Default: 1500000',
      type: 'integer',
      minimum: 1,
    },
    roles: {
      description: 'What files are for, where their names and headers do not tell. Later patterns win.',
      ...mapping(Object.fromEntries(ROLES.map((role) => [role, globs]))),
    },
    components: {
      description:
        'The packages or services of the project, where manifests do not tell: name to patterns. The most specific ' +
        'pattern wins. Counts in the root only.',
      type: 'object',
      additionalProperties: globs,
    },
    plugins: {
      description: 'Modules with rules or reporters of your own: paths and packages. They are executed. Root only.',
      ...oneOrMany({ type: 'string', minLength: 1 }),
    },
    rules: {
      description: 'A severity, or off, for each rule; or a mapping with severity and options.',
      $ref: '#/definitions/rules',
    },
    overrides: overridesSchema(),
    failOn: {
      description:
        'Findings from this severity on fail the check: new ones (new:medium, or medium alone), or old ones too ' +
        '(all:critical); none for never. Counts in the root only. Default: new:medium',
      ...oneOrMany({ enum: [...WRITTEN_CONDITIONS, 'none'] }, { enum: [...WRITTEN_CONDITIONS] }),
    },
    minScore: {
      description: 'A lower score fails the check. Counts in the root only. Default: none',
      type: 'number',
      minimum: 0,
      maximum: 100,
    },
    baseline: {
      description:
        'The file that lists the findings which are known already, below the root; `compliance baseline write` writes ' +
        'it. Counts in the root only. Default: .compliance-baseline, where it is there',
      type: 'string',
      minLength: 1,
    },
    format: {
      description: 'Reporters, each optionally with a file: json:report.json. Counts in the root only. Default: pretty',
      ...oneOrMany({ type: 'string', minLength: 1 }),
    },
  };
}

const globs: JsonSchema = { $ref: '#/definitions/globs' };

function overridesSchema(): JsonSchema {
  return {
    description: 'Other settings for some files, in order.',
    type: 'array',
    items: {
      ...mapping({
        files: described('The files that this is about.'),
        rules: { description: 'As in the configuration itself.', $ref: '#/definitions/rules' },
        role: { description: 'What the files are for.', enum: ROLES },
      }),
      required: ['files'],
    },
  };
}

function rulesSchema(rules: readonly Rule[]): JsonSchema {
  return mapping(Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])));
}

function ruleSchema(rule: Rule): JsonSchema {
  return {
    description: `${rule.summary} Severity: ${byPreset((preset) => rule.severity[preset])}`,
    ...eitherObject({
      object: mapping({ severity: severitySchema(rule), options: optionsSchema(rule), suppressible }),
      else: level,
    }),
  };
}

const level: JsonSchema = { $ref: '#/definitions/level' };

const suppressible: JsonSchema = {
  description: 'False: no comment can suppress findings of the rule; one that tries is a finding itself. Default: true',
  type: 'boolean',
};

function severitySchema(rule: Rule): JsonSchema {
  const kinds = Object.entries(rule.kinds ?? {}).map(
    ([kind, { summary, severity }]) =>
      [kind, { description: `${summary} Default: ${byPreset((preset) => severity[preset])}`, allOf: [level] }] as const,
  );
  return {
    description: 'A severity, or off; or one for each kind of finding that the rule makes.',
    ...eitherObject({ object: mapping({ default: level, ...Object.fromEntries(kinds) }), else: level }),
  };
}

function optionsSchema(rule: Rule): JsonSchema {
  const options = Object.entries(rule.options ?? {}).map(
    ([name, option]) =>
      [
        name,
        {
          ...option.schema,
          description: `${option.description} Default: ${byPreset((preset) => JSON.stringify(optionDefault(option, preset)))}`,
        },
      ] as const,
  );
  return { description: 'Options of the rule.', ...mapping(Object.fromEntries(options)) };
}

/** What an option is in a preset where nobody sets it. */
export function optionDefault(option: OptionDeclaration, preset: Preset): unknown {
  return 'value' in option.default ? option.default.value : option.default[preset];
}

function byPreset(value: (preset: Preset) => string): string {
  const [first, ...others] = PRESETS.map(value);
  if (first !== undefined && others.every((other) => other === first)) return first;
  return PRESETS.map((preset) => `${value(preset)} in ${preset}`).join(', ');
}

function mapping(entries: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: false, properties: entries };
}

function described(description: string): JsonSchema {
  return { description, allOf: [globs] };
}

function oneOrMany(one: JsonSchema, ofMany = one): JsonSchema {
  return { if: { type: 'array' }, then: { type: 'array', items: ofMany }, else: one };
}

// `if` rather than `anyOf`: a mistake inside the object is then reported alone, without those of the other branch.
function eitherObject(branches: { readonly object: JsonSchema; readonly else: JsonSchema }): JsonSchema {
  return { if: { type: 'object' }, then: branches.object, else: branches.else };
}
