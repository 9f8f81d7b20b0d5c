import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CodeActionKind,
  type ClientCapabilities,
  type CodeAction,
  type TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { withFolder } from '../temporary-folder.js';
import { at, Editor, uriOf } from './editor.js';

const ORDER = 'class Order:\n    id: int\n    total: int\n    paid: bool\n';

const PROJECT = {
  '.compliancerc.yaml': 'root: true\nextends: strict\n',
  'app/__init__.py': '',
  'app/cart.py': '',
  'app/orders.py': 'Order = 1\nTotal = 2\n',
  'app/models.py': '',
};

const VERSIONED: ClientCapabilities = {
  textDocument: { hover: { contentFormat: ['markdown'] } },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** `app/cart.py` with a text, as it is judged. */
function withCart(
  text: string,
  body: (editor: Editor, cart: string) => Promise<void>,
  { abilities = VERSIONED, files = PROJECT }: { abilities?: ClientCapabilities; files?: Record<string, string> } = {},
): Promise<void> {
  return withFolder(files, (folder) =>
    Editor.with({ folders: [folder], abilities }, async (editor) => {
      const cart = join(folder, 'app/cart.py');
      await editor.open(cart, text);
      await editor.until(
        () => editor.diagnostics(cart) !== undefined,
        () => 'the first words',
      );
      await body(editor, cart);
    }),
  );
}

/** The text after an action with versioned edits of this document alone. */
function applied(text: string, action: CodeAction | undefined): string {
  const edits = (action?.edit?.documentChanges as TextDocumentEdit[]).flatMap(({ edits: own }) => own as TextEdit[]);
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits);
}

const titles = (actions: readonly CodeAction[]): readonly string[] => actions.map(({ title }) => title);

test('a fix is offered where its finding is, for the version that was judged', () => {
  const text = '"😀"; from .orders import Order\n';
  return withCart(text, async (editor, cart) => {
    const [fix] = await editor.actions(cart, at(0, 14), [CodeActionKind.QuickFix]);
    assert.equal(fix, {
      title: 'Import it as app.orders',
      kind: 'quickfix',
      diagnostics: [...(editor.diagnostics(cart) ?? [])],
      isPreferred: true,
      edit: {
        documentChanges: [
          {
            textDocument: { uri: uriOf(cart), version: 1 },
            edits: [
              {
                range: { start: { line: 0, character: 11 }, end: { line: 0, character: 18 } },
                newText: 'app.orders',
              },
            ],
          },
        ],
      },
    });
    assert.is(applied(text, fix), '"😀"; from app.orders import Order\n');
    assert.equal(await editor.actions(cart, at(0, 2), [CodeActionKind.QuickFix]), []);
  });
});

test('a client that knows no versions gets plain changes', () =>
  withCart(
    'from .orders import Order\n',
    async (editor, cart) => {
      const [fix] = await editor.actions(cart, at(0, 6));
      assert.equal(Object.keys(fix?.edit?.changes ?? {}), [uriOf(cart)]);
    },
    { abilities: {} },
  ));

test('a fix that may change the behaviour says so, and is not preferred', () =>
  withCart(
    ORDER,
    async (editor, cart) => {
      await editor.shows(cart, ['1:7 duplicate-type']);
      const [fix] = await editor.actions(cart, at(0, 8));
      assert.match(fix?.title ?? '', / \(may change what the program does\)$/);
      assert.is(fix?.isPreferred, undefined);
      assert.equal(await editor.actions(cart, at(0, 8), [CodeActionKind.SourceFixAll]), []);
    },
    { files: { ...PROJECT, 'app/models.py': ORDER } },
  ));

test('all safe fixes of a file are one action, whatever part of the file is asked about', () => {
  const text = 'from .orders import Order\nfrom .orders import Total\nfrom .gone import x\n';
  return withCart(text, async (editor, cart) => {
    const asked = await editor.actions(cart, at(2, 0), ['source']);
    assert.equal(titles(asked), ['Make 2 safe fixes in this file (compliance)']);
    assert.is(asked[0]?.kind, 'source.fixAll.compliance');
    const fixed = 'from app.orders import Order\nfrom app.orders import Total\nfrom .gone import x\n';
    assert.is(applied(text, asked[0]), fixed);
    for (const only of [['source.fixAll'], ['source.fixAll.compliance']])
      assert.equal(await editor.actions(cart, at(2, 0), only), asked);
    for (const only of [['source.organizeImports'], ['source.fixAll.eslint'], ['refactor']])
      assert.equal(await editor.actions(cart, at(0, 6), only), []);
  });
});

test('a suppression is written above, without a reason, and counts for nothing until it has one', () => {
  const text = 'def pay():\r\n    from .orders import Order\r\n';
  return withCart(text, async (editor, cart) => {
    const [, suppress] = await editor.actions(cart, at(1, 10), [CodeActionKind.QuickFix]);
    assert.is(suppress?.title, 'Suppress relative-import with a reason');
    const written = applied(text, suppress);
    assert.is(
      written,
      'def pay():\r\n    # compliance: ignore[relative-import] -- \r\n    from .orders import Order\r\n',
    );
    await editor.change(cart, 2, written);
    await editor.shows(cart, ['2:7 invalid-suppression', '3:10 relative-import'], 2);
    await editor.change(cart, 3, written.replace('-- ', '-- moves in March'));
    await editor.shows(cart, [], 3);
  });
});

test('the cursor goes where the reason is written: in a snippet', () => {
  const abilities = { workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } };
  return withCart(
    'from .orders import Order\n',
    async (editor, cart) => {
      const [, suppress] = await editor.actions(cart, at(0, 6), [CodeActionKind.QuickFix]);
      assert.equal(suppress?.edit, {
        documentChanges: [
          {
            textDocument: { uri: uriOf(cart), version: 1 },
            edits: [
              {
                range: at(0, 0),
                snippet: { kind: 'snippet', value: '# compliance: ignore[relative-import] -- $0\n' },
              },
            ],
          },
        ],
      });
    },
    { abilities },
  );
});

test('the cursor goes where the reason is written: by asking the client to show the place', () =>
  withCart(
    '\ufefffrom .orders import Order\n',
    async (editor, cart) => {
      const [, suppress] = await editor.actions(cart, at(0, 8), [CodeActionKind.QuickFix]);
      assert.is(
        applied('\ufefffrom .orders import Order\n', suppress).split('\n')[0],
        '\ufeff# compliance: ignore[relative-import] -- ',
      );
      const { command, arguments: given } = suppress?.command ?? {};
      await editor.connection.sendRequest('workspace/executeCommand', { command, arguments: given });
      assert.equal(editor.requests, [
        {
          method: 'window/showDocument',
          parameters: { uri: uriOf(cart), selection: at(0, 42), takeFocus: true },
        },
      ]);
    },
    { abilities: { ...VERSIONED, window: { showDocument: { support: true } } } },
  ));

test('a suppression that covers more says so', () => {
  const text = `import os
URLS = [os.getenv("CART_URL", "http://localhost:1"),
        os.getenv("SHOP_URL", "http://localhost:2")]
`;
  return withCart(text, async (editor, cart) => {
    await editor.shows(cart, ['2:31 localhost-fallback', '3:31 localhost-fallback']);
    const offered = async (line: number): Promise<readonly string[]> =>
      titles(await editor.actions(cart, at(line, 32), [CodeActionKind.QuickFix]));
    assert.equal(await offered(1), ['Suppress localhost-fallback with a reason; covers 1 other finding, too']);
    assert.equal(await offered(2), ['Suppress localhost-fallback with a reason']);
  });
});

test('what no comment can suppress is not offered', () =>
  withCart('# compliance: ignore[relative-import] -- \nfrom .gone import x\n', async (editor, cart) => {
    await editor.shows(cart, ['1:3 invalid-suppression', '2:6 relative-import']);
    assert.equal(await editor.actions(cart, at(0, 5)), []);
  }));

test('a rule that the configuration makes unsuppressible is not offered', () =>
  withCart(
    'from .gone import x\n',
    async (editor, cart) => {
      await editor.shows(cart, ['1:6 relative-import']);
      assert.equal(await editor.actions(cart, at(0, 6)), []);
    },
    {
      files: {
        ...PROJECT,
        '.compliancerc.yaml':
          'root: true\nextends: strict\nrules: { relative-import: { severity: high, suppressible: false } }\n',
      },
    },
  ));

test('hovering over a finding shows why the rule exists and what to do', () =>
  withCart('from .gone import x\n', async (editor, cart) => {
    const hover = await editor.hover(cart, 0, 8);
    const { value, kind } = hover?.contents as { kind: string; value: string };
    const fingerprint = String(editor.diagnostics(cart)?.[0]?.data);
    assert.is(kind, 'markdown');
    const [head, summary, why, repair, last] = value.split('\n\n');
    assert.equal(
      [head, summary, last],
      [
        '**relative-import** (high)',
        'An import names its module from the root of the code, and leads somewhere.',
        `Fingerprint: \`${fingerprint}\``,
      ],
    );
    assert.match(why ?? '', /^\*\*Why:\*\* A path of dots says how to walk from this file/);
    assert.match(repair ?? '', /^\*\*What to do:\*\* Write the absolute module name/);
    assert.equal(hover?.range, { start: { line: 0, character: 5 }, end: { line: 0, character: 10 } });
    assert.is(await editor.hover(cart, 0, 16), null);
  }));

test('an answer is about the text as it is when it is asked for', () =>
  withCart('import os\n', async (editor, cart) => {
    void editor.change(cart, 2, 'from .orders import Order\n');
    assert.equal(titles(await editor.actions(cart, at(0, 6))), [
      'Import it as app.orders',
      'Suppress relative-import with a reason',
      'Make 1 safe fix in this file (compliance)',
    ]);
  }));

test('a question that is taken back is not answered', () =>
  withCart('from .orders import Order\n', async (editor, cart) => {
    const id = 4711;
    const params = { textDocument: { uri: uriOf(cart) }, range: at(1, 6), context: { diagnostics: [] } };
    let said = '';
    editor.child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await editor.change(cart, 2, '\nfrom .orders import Order\n');
    editor.child.stdin.write(
      message({ id, method: 'textDocument/codeAction', params }) +
        message({ method: '$/cancelRequest', params: { id } }),
    );
    await editor.until(
      () => said.includes(`"id":${id}`),
      () => 'an answer',
    );
    assert.match(said, new RegExp(`"id":${id},"error":\\{"code":-32800,`));
  }));

/** As it goes over the wire. */
function message(content: object): string {
  const text = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

test.run();
