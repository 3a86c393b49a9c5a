import type { Message } from '../../problem.ts';

const shown = (value: unknown): string => (JSON.stringify(value) ?? '—').slice(0, 80);
const listed = (values: readonly unknown[]): string => values.slice(0, 12).map(shown).join(', ');

export const typeTooNew = (type: string, since: number, version: number, isCovered: boolean): Message =>
	isCovered
		? {
				en: `Apps of schema version ${version} do not know “${type}”, which came with version ${since}; they show its fallback.`,
				ar: `تطبيقات إصدار المخطط ${version} لا تعرف «${type}» الذي أضيف في الإصدار ${since}، وستعرض بديله.`,
			}
		: {
				en: `Apps of schema version ${version} do not know “${type}”, which came with version ${since}. Publish with schema version ${since}, or give the component a fallback.`,
				ar: `تطبيقات إصدار المخطط ${version} لا تعرف «${type}» الذي أضيف في الإصدار ${since}. انشر بإصدار المخطط ${since} أو حدّد بديلًا للمكوّن.`,
			};

export const valueUnknown = (value: unknown, known: readonly unknown[]): Message => ({
	en: `Apps do not know the value ${shown(value)}. Choose one of: ${listed(known)}.`,
	ar: `لا تعرف التطبيقات القيمة ${shown(value)}. اختر إحدى هذه القيم: ${listed(known)}.`,
});

export const valueGone = (value: unknown): Message => ({
	en: `The catalogue no longer has the value ${shown(value)} that was released here. Apps still know it; nothing needs to be done.`,
	ar: `لم تعد القيمة ${shown(value)} المنشورة هنا في دليل المكوّنات. ما زالت التطبيقات تعرفها ولا يلزم أي إجراء.`,
});

export const retyped = (before: unknown, after: unknown, version: number): Message => ({
	en: `Apps of schema version ${version} were given ${shown(before)} here and cannot read ${shown(after)}. Write a value of the same kind, or publish with a higher schema version.`,
	ar: `تلقّت تطبيقات إصدار المخطط ${version} هنا ${shown(before)} ولا يمكنها قراءة ${shown(after)}. اكتب قيمة من النوع نفسه أو انشر بإصدار مخطط أعلى.`,
});

export const removed = (name: string, version: number): Message => ({
	en: `Apps of schema version ${version} rely on “${name}”, which is gone. Put it back, or publish with a higher schema version.`,
	ar: `تعتمد تطبيقات إصدار المخطط ${version} على «${name}» التي حُذفت. أعدها أو انشر بإصدار مخطط أعلى.`,
});

export const childrenGone = (type: string): Message => ({
	en: `Apps do not show components inside “${type}”. Move them out of it.`,
	ar: `لا تعرض التطبيقات مكوّنات داخل «${type}». انقلها إلى خارجه.`,
});
