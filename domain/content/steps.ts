import type { Problem } from '../problem.ts';
import { errorAt } from '../problem.ts';

/** The steps of a recipe: one a line, empty lines left out. */
export function splitSteps(text: string): string[] {
	return text
		.split(/\r\n|[\n\r\u2028\u2029]/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** Both languages need the same number of steps, because an app shows them side by side with timers. */
export function checkSteps(en: string, ar: string, field: string): Problem[] {
	const count = { en: splitSteps(en).length, ar: splitSteps(ar).length };
	if (count.en === count.ar) return [];
	return [
		errorAt(field, 'STEPS_COUNT_DIFFERS', {
			en: `English has ${count.en} steps and Arabic ${count.ar}. Write one step on each line, the same number in both.`,
			ar: `عدد الخطوات بالإنجليزية ${count.en} وبالعربية ${count.ar}. اكتب كل خطوة في سطر واجعل العدد متساويًا في اللغتين.`,
		}),
	];
}
