import js from "@eslint/js";
import { globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

export default [
  globalIgnores(["dist/", "node_modules/"]),
  js.configs.recommended,
  ...ts.configs.strictTypeChecked.map((config) => ({ ...config, files: ["islands/**/*.ts"] })),
  {
    files: ["islands/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Build nodes: pages demand Trusted Types." },
        { property: "outerHTML", message: "Build nodes: pages demand Trusted Types." },
        { property: "insertAdjacentHTML", message: "Build nodes: pages demand Trusted Types." },
      ],
    },
  },
  {
    files: ["build/**/*.mjs", "dev/**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly", setTimeout: "readonly", setInterval: "readonly", clearInterval: "readonly" } },
  },
];
