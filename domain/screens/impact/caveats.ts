import type { Message } from '../../problem.ts';

/** Shares of fewer people jump by a percent with each of them. */
export const fewUsers = 100;

export const nobodyCounted = (days: number): Message => ({
	en: `No app has sent an event in the last ${days} days, so nobody can be counted. Check that apps send events before you set a minimum version.`,
	ar: `لم يرسل أي تطبيق حدثا في آخر ${days} يوما، فلا يمكن عدّ أحد. تأكد من أن التطبيقات ترسل الأحداث قبل تعيين حد أدنى للإصدار.`,
});

export const fewCounted = (users: number): Message => ({
	en: `Only ${users} people were active: look at the number rather than at the share.`,
	ar: `عدد النشطين ${users} فقط: انظر إلى العدد لا إلى النسبة.`,
});

export const trendUnknown: Message = {
	en: 'There is no forecast: events of at least seven days and some dozens of people are needed for one. Look again in a few days.',
	ar: 'لا يوجد توقّع: يلزمه أحداث سبعة أيام على الأقل وعشرات من الأشخاص. عُد بعد بضعة أيام.',
};

export const trendFlat: Message = {
	en: 'People on these versions hardly update. Waiting will not help; invite them to update first, with the latest version in the app settings.',
	ar: 'أصحاب هذه الإصدارات لا يكادون يحدّثون. لن يفيد الانتظار؛ ادعهم أولا إلى التحديث بتعيين أحدث إصدار في إعدادات التطبيق.',
};

export const schemaGuessed: Message = {
	en: 'Events do not say which schema version an app renders, only what it has shown. Apps that have shown no screen of the new version yet count as if they could not, or as if they could where they have shown none at all. Check with the app’s release notes.',
	ar: 'لا تذكر الأحداث إصدار المخطط الذي يعرضه التطبيق، بل ما عرضه فقط. تُعدّ التطبيقات التي لم تعرض شاشة من الإصدار الجديد كأنها لا تستطيع، والتي لم تعرض شيئا كأنها تستطيع. راجع ملاحظات إصدار التطبيق.',
};

export const audienceUnknown: Message = {
	en: 'Everybody active is counted, also people of other goals or languages who do not see these screens. The real number can only be smaller.',
	ar: 'يُعدّ كل النشطين، ومنهم أصحاب أهداف أو لغات أخرى لا يرون هذه الشاشات. العدد الحقيقي لا يزيد على ذلك.',
};
