/** A field that cannot be taken as it is; `problem` goes on from its name and says the remedy. */
export interface FieldProblem {
	readonly field: string;
	readonly problem: string;
}
