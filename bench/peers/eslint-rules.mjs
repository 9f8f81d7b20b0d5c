// ESLint with the rules nearest to ours: the recommended ones of typescript-eslint without types, and of imports.
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

export default tseslint.config({
  files: ['**/*.{ts,tsx,mts,cts}'],
  extends: [tseslint.configs.recommended],
  plugins: { 'import-x': importX },
  settings: {
    'import-x/resolver-next': [
      createNodeResolver({ extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } }),
    ],
  },
  rules: {
    'import-x/no-relative-parent-imports': 'warn',
    'import-x/no-relative-packages': 'warn',
    'import-x/no-duplicates': 'warn',
    'import-x/export': 'warn',
    'import-x/no-self-import': 'warn',
  },
});
