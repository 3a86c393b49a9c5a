export type Severity = 'error' | 'warning';

/** A text that an editor reads. Both languages name the remedy, not only the fault. */
export interface Message {
	en: string;
	ar: string;
}

/** One fault in one row, precise enough to be shown at the field and inside the field's JSON. */
export interface Problem {
	severity: Severity;
	/** Stable and machine-readable, SCREAMING_SNAKE. */
	code: string;
	/** The column. */
	field: string;
	/** RFC 6901 pointer inside the column's JSON. Absent when the column as a whole is meant. */
	pointer?: string;
	message: Message;
}

/** Builds a problem that stops the save. */
export function errorAt(field: string, code: string, message: Message, pointer?: string): Problem {
	return problemAt('error', field, code, message, pointer);
}

/** Builds a problem that is shown and stops nothing. */
export function warningAt(field: string, code: string, message: Message, pointer?: string): Problem {
	return problemAt('warning', field, code, message, pointer);
}

export function problemAt(
	severity: Severity,
	field: string,
	code: string,
	message: Message,
	pointer?: string,
): Problem {
	const problem: Problem = { severity, code, field, message };
	if (pointer !== undefined) problem.pointer = pointer;
	return problem;
}

/** True when at least one problem stops the save. */
export function hasErrors(problems: readonly Problem[]): boolean {
	return problems.some((problem) => problem.severity === 'error');
}
