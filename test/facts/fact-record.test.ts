import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FactRecord, type RecordHeader } from '../../src/facts/fact-record.js';

const HEADER: RecordHeader = {
  size: 3,
  signs: { isGenerated: false, hasTemplateTags: false },
  lines: 2,
  skip: null,
  isJudgedAnyway: false,
};

test('a record that was made is the one that its bytes hold', () => {
  const sections = [
    { name: 'imports', version: '1', facts: [{ specifier: 'größe 🙂' }, 2] },
    { name: 'bindings', version: '2', facts: [] },
    { name: 'definitions', version: '3', facts: ['plain'] },
  ];
  const made = FactRecord.of(HEADER, sections);
  const read = new FactRecord(Buffer.from(made.bytes));
  assert.equal(read.header, HEADER);
  assert.equal(made.header, HEADER);
  assert.equal(made.names, ['imports 1', 'bindings 2', 'definitions 3']);
  for (const record of [made, read, FactRecord.of(HEADER, []).with(made)]) {
    assert.equal(record.names, made.names);
    for (const { name, version, facts } of sections) assert.equal(record.facts(name, version), facts);
  }
});

test('bytes that are cut short are no record', () => {
  const { bytes } = FactRecord.of(HEADER, [{ name: 'imports', version: '1', facts: [1, 2] }]);
  assert.throws(() => new FactRecord(bytes.subarray(0, -1)), /speaks of/);
});

test.run();
