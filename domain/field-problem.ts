/** A field that cannot be taken as it is; `problem` goes on from its name and says the remedy. */
export interface FieldProblem {
	readonly field: string;
	readonly problem: string;
}

/** Deep in an honest layout a path has some 300 characters; a hostile one is as long as the body. */
const longestPath = 500;

/** What to call the place of a problem: its dotted path, or "body" for the whole. */
export const fieldAt = (path: string): string => path.slice(0, longestPath) || 'body';
