import { join } from "node:path";

/** Where tests leave what they found, in the form and place of Java's, so that one table counts all. */
export function reports(name: string): { reporters: string[]; outputFile: Record<string, string> } {
  return {
    reporters: ["default", "junit"],
    outputFile: { junit: join(import.meta.dirname, "target", "surefire-reports", `TEST-${name}.xml`) },
  };
}
