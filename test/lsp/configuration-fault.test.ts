import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faultDiagnostics } from '../../src/lsp/configuration-fault.js';
import { UserError } from '../../src/model/errors.js';
import { withFolder } from '../temporary-folder.js';
import { messageOf, uriOf } from './editor.js';

/** `file line:start-end words`, counted from 0. */
function shown(folder: string, fault: UserError): readonly string[] {
  return [...faultDiagnostics(folder, fault)].flatMap(([uri, diagnostics]) =>
    diagnostics.map((diagnostic) => {
      const { start, end } = diagnostic.range;
      const place = `${start.line}:${start.character}-${end.character}`;
      return `${uri.replace(`${uriOf(folder)}/`, '')} ${place} ${messageOf(diagnostic)}`;
    }),
  );
}

const FILES = { '.compliancerc.yaml': 'root: true\n  foo: 1  \n', 'web/package.json': '{\n "compliance": 1 }\n' };

test('every line of a fault stands in the file that it names, at the line that it names', () =>
  withFolder(FILES, (folder) => {
    const words = '.compliancerc.yaml:2: foo: unknown key.\nweb/package.json:2:4: compliance: must be a mapping.';
    assert.equal(shown(folder, new UserError(words, 'Correct it.')), [
      '.compliancerc.yaml 1:2-8 foo: unknown key. Correct it.',
      'web/package.json 1:1-18 compliance: must be a mapping. Correct it.',
    ]);
  }));

test('a fault without a place stands at the top of the configuration', () =>
  withFolder(FILES, (folder) => {
    assert.equal(shown(folder, new UserError('The plug-in ./x.mjs does not exist: look for it.')), [
      '.compliancerc.yaml 0:0-10 The plug-in ./x.mjs does not exist: look for it.',
    ]);
  }));

test('no fault stands in a file outside the root, or in a line that is not there', () =>
  withFolder({ ...FILES, 'inner/.compliancerc.yaml': 'root: true\n' }, (folder) => {
    const words = '../.compliancerc.yaml:1: foo: unknown key.\n.compliancerc.yaml:99: gone.';
    assert.equal(shown(join(folder, 'inner'), new UserError(words)), [
      '.compliancerc.yaml 0:0-10 ../.compliancerc.yaml:1: foo: unknown key.',
      '.compliancerc.yaml 98:0-0 gone.',
    ]);
  }));

test.run();
