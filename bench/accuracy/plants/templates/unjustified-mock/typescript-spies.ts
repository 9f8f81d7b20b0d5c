import { templatesOf, type Template } from '../../template.js';
import { alone, internal } from './libraries.js';

const breach = templatesOf('breach', { kind: 'test', spot: 'statement' });
const inModule = templatesOf('breach', { kind: 'test', spot: 'module' });

/** Members of modules of this repository that are replaced. */
export const TYPESCRIPT_SPIES: readonly Template[] = [
  breach(
    'spyOn of a namespace',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `» ${name}.spyOn(${w.second.camel}, '${exported}').mockReturnValue(undefined as never);`,
    })),
  ),
  breach(
    'spyOn of a namespace, kept',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `» const ${w.first.camel} = ${name}.spyOn(${w.second.camel}, '${exported}').mockImplementation(() => undefined as never);`,
    })),
  ),
  breach(
    'spyOn of a namespace over several lines',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `
» const ${w.first.camel} = ${name}
»   .spyOn(${w.second.camel}, '${exported}')
»   .mockResolvedValueOnce(undefined as never)
»   .mockRejectedValueOnce(new Error('${w.noun.camel}') as never);`,
    })),
  ),
  breach(
    'spyOn of a prototype',
    internal(
      (name, { specifier, name: exported, method }) => ({
        imports: [`import { ${exported} } from '${specifier}';`],
        code: `» ${name}.spyOn(${exported}.prototype, '${method}').mockImplementation(() => undefined as never);`,
      }),
      'class',
    ),
  ),
  breach(
    'spyOn with an implementation once',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `» ${name}.spyOn(${w.second.camel}, '${exported}').mockImplementationOnce(() => undefined as never);`,
    })),
  ),
  inModule(
    'spyOn in a test',
    internal((name, { specifier, name: exported }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `
test('${w.verb.camel}s the ${w.noun.camel}', async () => {
»   const replaced = ${name}.spyOn(${w.second.camel}, '${exported}').mockReturnValueOnce(null as never);
  expect(replaced).not.toHaveBeenCalled();
});`,
    })),
  ),
  breach(
    'sinon.stub of a namespace',
    alone(({ specifier, name }, w) => ({
      imports: ["import sinon from 'sinon';", `import * as ${w.second.camel} from '${specifier}';`],
      code: `» sinon.stub(${w.second.camel}, '${name}').returns(undefined as never);`,
    })),
  ),
  breach(
    'sinon.stub of a prototype',
    alone(
      ({ specifier, name, method }) => ({
        imports: ["import * as sinon from 'sinon';", `import { ${name} } from '${specifier}';`],
        code: `» sinon.stub(${name}.prototype, '${method}');`,
      }),
      'class',
    ),
  ),
  breach(
    'cy.stub of a namespace',
    alone(({ specifier, name }, w) => ({
      imports: [`import * as ${w.second.camel} from '${specifier}';`],
      code: `» cy.stub(${w.second.camel}, '${name}').returns(null);`,
    })),
  ),
  breach(
    'mock.method of node:test of a namespace',
    alone(({ specifier, name }, w) => ({
      imports: ["import { mock } from 'node:test';", `import * as ${w.second.camel} from '${specifier}';`],
      code: `» mock.method(${w.second.camel}, '${name}', () => undefined as never);`,
    })),
  ),
];
