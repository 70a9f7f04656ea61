/** Words that stand in any ticket and say nothing of what is wrong: how rare they are in articles must not make them count. Folded. */
const english = `a about after again all already also always am an and another any anybody anyone are as asap at away back be because been before being
 both but by call called can cannot cant could day days did didn didnt do does doesn doesnt don done dont each either even every everybody everyone
 few fine first for friday from get gets getting give go goes going gone got had happen happened happens has have having he hello help her here hi
 him his how i if in into is it its just keep keeps kind know last later let like ll look looks lot made make makes many maybe me means minute minutes
 monday month more morning most much must my need needed needs never new next no nobody not nothing now of off ok on once one only or other our out
 over own please pls possible probably put quick rather really s said same say says see seems she should show shows since so some somebody someone
 something sometimes somewhere still such sure t take takes thank thanks that the their them then there these they thing things think this those though
 thursday till time times to today together tomorrow too tried try tuesday twice two up us use used uses ve very want wanted wants was way we wednesday
 week weeks well went were what when whenever where which while who whole whose why will with within without won work worked working works would
 yes yesterday yet you your`;

const chinese = `一个 一下 一会 一样 一直 一些 一次 一点 上午 上周 下午 下面 不了 不到 不是 不能 不行 不知 两个 为什 之后 之前 也是 了一 什么 今天 他的 以前 以后 以为 们的 会儿 你好 使用 偶尔 几个
 几次 出现 分钟 刚才 发现 只有 可以 可能 同事 同样 后来 告诉 哪里 哪个 回来 因为 在用 大家 大概 如何 它的 就是 帮忙 已经 希望 应该 开始 总是 情况 想要 我们 我的 所以 提示 无法 时候 昨天 是不
 有时 有点 有的 每天 每次 没有 然后 用户 电脑 知道 示的 经常 能用 自己 请问 谢谢 起来 还是 还有 这个 这样 进行 那个 都是 问题 需要 麻烦 不知道 怎么`;

const words: ReadonlySet<string> = new Set(`${english} ${chinese}`.split(/\s+/u));

export const isFiller = (token: string): boolean => words.has(token);
