export interface BrandsLinkRow {
	slug: string;
	name_en: string;
	name_ar: string;
	description_en: string;
	description_ar: string;
	kind: 'website' | 'instagram' | 'youtube' | 'x' | 'whatsapp' | 'support' | 'privacy' | 'terms';
	url: string;
}

export const brandsLinks: BrandsLinkRow[] = [
	{
		slug: 'website',
		name_en: 'BeBetter on the web',
		name_ar: 'موقعنا على الإنترنت',
		description_en: 'Articles, recipes and answers, in English and Arabic.',
		description_ar: 'مقالات ووصفات وإجابات بالعربية والإنجليزية.',
		kind: 'website',
		url: 'https://bebetter.example/',
	},
	{
		slug: 'instagram',
		name_en: 'Instagram',
		name_ar: 'إنستغرام',
		description_en: 'A simple plate and a kind word, every day.',
		description_ar: 'طبق بسيط وكلمة طيبة كل يوم.',
		kind: 'instagram',
		url: 'https://bebetter.example/instagram',
	},
	{
		slug: 'youtube',
		name_en: 'YouTube',
		name_ar: 'يوتيوب',
		description_en: 'Cook and move along with us, at your own pace.',
		description_ar: 'اطبخ وتحرّك معنا على مهلك.',
		kind: 'youtube',
		url: 'https://bebetter.example/youtube',
	},
	{
		slug: 'x',
		name_en: 'X (news)',
		name_ar: 'إكس (الأخبار)',
		description_en: 'What is new in the app, in a line or two.',
		description_ar: 'جديد التطبيق في سطر أو سطرين.',
		kind: 'x',
		url: 'https://bebetter.example/x',
	},
	{
		slug: 'whatsapp',
		name_en: 'WhatsApp channel',
		name_ar: 'قناة واتساب',
		description_en: 'One useful idea a week, and nothing else.',
		description_ar: 'فكرة نافعة واحدة في الأسبوع ولا شيء سواها.',
		kind: 'whatsapp',
		url: 'https://bebetter.example/whatsapp',
	},
	{
		slug: 'support',
		name_en: 'Help and support',
		name_ar: 'المساعدة والدعم',
		description_en: 'Write to us; a person answers within two working days.',
		description_ar: 'راسلنا، وسيردّ عليك أحد أفراد فريقنا خلال يومي عمل.',
		kind: 'support',
		url: 'https://bebetter.example/support',
	},
	{
		slug: 'privacy',
		name_en: 'Privacy policy',
		name_ar: 'سياسة الخصوصية',
		description_en: 'What we store, why, for how long, and how to erase it.',
		description_ar: 'ما نحفظه من بيانات، ولماذا، وإلى متى، وكيف تمحوه.',
		kind: 'privacy',
		url: 'https://bebetter.example/privacy',
	},
	{
		slug: 'terms',
		name_en: 'Terms of use',
		name_ar: 'شروط الاستخدام',
		description_en: 'The rules of the app, in plain words.',
		description_ar: 'قواعد استخدام التطبيق بكلمات واضحة.',
		kind: 'terms',
		url: 'https://bebetter.example/terms',
	},
];
