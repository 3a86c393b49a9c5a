/** The part of commander's Command that we use; Directus hands us its instance. */
export interface Command {
	command(name: string, options?: { readonly hidden: boolean }): Command;
	description(text: string): Command;
	option(flags: string, text: string, fallback?: string): Command;
	action(run: (options: Record<string, unknown>) => Promise<void>): Command;
}

/** Does a command's work and ends the process, with 1 when it fails. */
export type Run = (work: () => Promise<void>) => Promise<void>;
