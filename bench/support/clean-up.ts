type Step = () => Promise<unknown>;

const steps: Step[] = [];

/** Has something undone when the current measure is over, however it ends; last in, first out. */
export function onCleanUp(step: Step): void {
	steps.push(step);
}

/** Never throws: one thing that cannot be undone must not keep the rest from it. */
export async function cleanUp(): Promise<void> {
	for (const step of steps.splice(0).toReversed()) {
		try {
			await step();
		} catch (error) {
			console.error(`Could not clean up: ${(error as Error).message}`);
		}
	}
}
