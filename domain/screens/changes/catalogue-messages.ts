import type { Break } from '../studio/contract.ts';

export type CatalogueChange = Pick<Break, 'code' | 'pointer' | 'message'>;

const listed = (values: readonly unknown[]): string =>
	values
		.slice(0, 12)
		.map((value) => (JSON.stringify(value) ?? '—').slice(0, 40))
		.join(', ');

export const addedLater = (type: string, since: number, newest: number): CatalogueChange => ({
	code: 'COMPONENT_TYPE_NEW',
	pointer: '',
	message: {
		en: `Layouts of schema version ${newest} are published already. Make sure that apps of version ${since} do know “${type}”; otherwise say ${newest + 1}.`,
		ar: `نُشرت تصاميم بإصدار المخطط ${newest} من قبل. تأكد من أن تطبيقات الإصدار ${since} تعرف «${type}»، وإلا فاكتب ${newest + 1}.`,
	},
});

export const renamed = (before: string, after: string): CatalogueChange => ({
	code: 'COMPONENT_TYPE_NEW',
	pointer: '',
	message: {
		en: `Apps know “${before}” and not “${after}”. Keep the name, and make a new component for the new one.`,
		ar: `تعرف التطبيقات «${before}» ولا تعرف «${after}». أبقِ الاسم وأنشئ مكوّنًا جديدًا للاسم الجديد.`,
	},
});

export const madeEarlier = (type: string, before: number, after: number): CatalogueChange => ({
	code: 'COMPONENT_TYPE_NEW',
	pointer: '',
	message: {
		en: `“${type}” came with schema version ${before}; apps of version ${after} do not know it.`,
		ar: `أضيف «${type}» في إصدار المخطط ${before}، ولا تعرفه تطبيقات الإصدار ${after}.`,
	},
});

export const childrenChanged = (type: string, isAllowed: boolean): CatalogueChange => ({
	code: 'CHILDREN_CHANGED',
	pointer: '',
	message: isAllowed
		? {
				en: `Apps do not show components inside “${type}”.`,
				ar: `لا تعرض التطبيقات مكوّنات داخل «${type}».`,
			}
		: {
				en: `Published layouts may have components inside “${type}”.`,
				ar: `قد تحوي التصاميم المنشورة مكوّنات داخل «${type}».`,
			},
});

export const propertyRemoved = (name: string, pointer: string): CatalogueChange => ({
	code: 'PROPERTY_REMOVED',
	pointer,
	message: {
		en: `“${name}” is gone; published layouts have it and apps may rely on it.`,
		ar: `حُذفت الخاصية «${name}»، وهي في تصاميم منشورة وقد تعتمد عليها التطبيقات.`,
	},
});

export const propertyOptional = (name: string, pointer: string): CatalogueChange => ({
	code: 'PROPERTY_REMOVED',
	pointer,
	message: {
		en: `“${name}” is no longer required; apps rely on it.`,
		ar: `لم تعد الخاصية «${name}» مطلوبة، والتطبيقات تعتمد عليها.`,
	},
});

export const propertyRequired = (name: string, pointer: string): CatalogueChange => ({
	code: 'PROPERTY_REQUIRED',
	pointer,
	message: {
		en: `“${name}” is required now; published layouts may lack it.`,
		ar: `أصبحت الخاصية «${name}» مطلوبة، وقد تخلو منها تصاميم منشورة.`,
	},
});

export const propertiesClosed = (pointer: string): CatalogueChange => ({
	code: 'PROPERTY_REMOVED',
	pointer,
	message: {
		en: 'Only the properties named here are accepted now; published layouts may have others.',
		ar: 'لا تُقبل الآن إلا الخصائص المسماة هنا، وقد تكون في تصاميم منشورة خصائص أخرى.',
	},
});

export const retyped = (pointer: string): CatalogueChange => ({
	code: 'PROPERTY_RETYPED',
	pointer,
	message: {
		en: 'What may stand here is of another kind now; apps were built for what it was.',
		ar: 'تغيّر نوع القيمة هنا، وقد بُنيت التطبيقات على النوع السابق.',
	},
});

export const widened = (pointer: string, values: readonly unknown[]): CatalogueChange => ({
	code: 'ENUM_WIDENED',
	pointer,
	message: {
		en: `Apps do not know what is allowed here now${values.length > 0 ? `: ${listed(values)}` : ''}.`,
		ar: `لا تعرف التطبيقات ما أصبح مسموحًا به هنا${values.length > 0 ? `: ${listed(values)}` : ''}.`,
	},
});

export const narrowed = (pointer: string, values: readonly unknown[]): CatalogueChange => ({
	code: 'ENUM_NARROWED',
	pointer,
	message: {
		en: `Published layouts may have what is no longer allowed here${values.length > 0 ? `: ${listed(values)}` : ''}.`,
		ar: `قد يكون في التصاميم المنشورة ما لم يعد مسموحًا به هنا${values.length > 0 ? `: ${listed(values)}` : ''}.`,
	},
});
