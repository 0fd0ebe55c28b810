/** The code of a page as a program: what its blocks import is looked up in our sources, by the name of the package. */
import * as imbang from "imbang";
import * as csv from "imbang/csv";
import * as development from "imbang/development";
import * as highs from "imbang/linear/highs";
import * as merit from "imbang/merit";
import * as staffing from "imbang/staffing";

const ENTRIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  imbang,
  "imbang/csv": csv,
  "imbang/development": development,
  "imbang/linear/highs": highs,
  "imbang/merit": merit,
  "imbang/staffing": staffing,
};

/** The ```js blocks of a page, one after another without their imports, and what they import. */
export function pageCode(page: string): {
  readonly code: string;
  readonly imported: Readonly<Record<string, unknown>>;
} {
  const blocks = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, block]) => block!).join("\n");
  const imported: Record<string, unknown> = {};
  const code = blocks.replaceAll(/^import \{([^}]*)\} from "([^"]+)";$/gm, (_, names: string, entry: string) => {
    for (const name of names.split(",").map((each) => each.trim())) {
      if (name === "") continue;
      if (ENTRIES[entry]?.[name] === undefined) throw new Error(`${entry} has no ${name}`);
      imported[name] = ENTRIES[entry][name];
    }
    return "";
  });
  return { code, imported };
}

/** Runs such a program. Expressions with `// answer` behind them give that answer; returns both. */
export async function answersOf(page: string): Promise<readonly { readonly told: string; readonly found: string }[]> {
  const { code, imported } = pageCode(page);
  const told: string[] = [];
  const checked = code.replaceAll(/^([^\s/].*); \/\/ (.+)$/gm, (_, expression: string, answer: string) => {
    told.push(answer);
    return `answers.push(${expression});`;
  });
  const answers: unknown[] = [];
  // The text is our own page.
  const names = { ...imported, answers };
  const run = new Function(...Object.keys(names), `return (async () => { ${checked}\n })();`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(names));
  return told.map((answer, k) => ({ told: answer, found: JSON.stringify(answers[k]) }));
}
