import tseslint from "typescript-eslint";

const noSleeping = [
  {
    selector: "CallExpression[callee.property.name='waitForTimeout'], CallExpression[callee.name='setTimeout']",
    message: "Wait for something a person can see, never for time to pass.",
  },
  {
    selector: "MemberExpression[object.name='story'][property.name=/^(skip|only|todo)$/]",
    message: "A story runs or it is not there.",
  },
];

export default tseslint.config(
  { ignores: ["out/**", "node_modules/**", "eslint.config.js"] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "max-lines": ["error", 400],
    },
  },
  {
    files: ["stories/**"],
    rules: {
      "no-restricted-imports": ["error", { paths: ["node:test", "playwright-core"], patterns: ["../harness/*", "!../harness/index.ts"] }],
      "no-restricted-syntax": ["error", ...noSleeping],
    },
  },
);
