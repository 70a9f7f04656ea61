const han = /\p{Script=Han}/u;

/** The language that a text written by people is set in: Chinese where it holds any, else English, whose fonts serve every Latin text. */
export const langOf = (text: string): 'zh-CN' | 'en' => (han.test(text) ? 'zh-CN' : 'en');
