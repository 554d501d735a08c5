/** Icons: Lucide's, one by one, on our grid of 16 with lines of 1.5. They are decoration: the words stand beside them, or in the control's label. */
import {
  AtSign, BookOpen, Calendar, Check, ChevronRight, CircleQuestionMark, Clock, CloudOff, Ellipsis, Eye, FileText, Flag,
  GitPullRequest, House, Layers, Link, Lock, MessageSquare, Pencil, Plus, RotateCw, Search, Settings, Sprout, SquareCheck, TriangleAlert, Undo2, User,
  Users, X, type LucideIcon,
} from 'lucide-preact'

export interface IconProps {
  /** Pixels; 16, or 14 in chips (set there by the style sheet). */
  size?: number
}
export type Icon = (props: IconProps) => preact.JSX.Element

const drawn = (Drawing: LucideIcon, flips = false): Icon =>
  function drawing({ size = 16 }) {
    return <Drawing size={size} strokeWidth={2.25} class={flips ? 'icon icon-flip' : 'icon'} aria-hidden="true" />
  }

export const AtIcon = drawn(AtSign)
export const BookIcon = drawn(BookOpen)
export const CalendarIcon = drawn(Calendar)
export const CheckIcon = drawn(Check)
export const ChevronIcon = drawn(ChevronRight, true)
export const ClockIcon = drawn(Clock)
export const DocumentIcon = drawn(FileText)
export const DotsIcon = drawn(Ellipsis)
export const EditIcon = drawn(Pencil)
export const EyeIcon = drawn(Eye)
export const FlagIcon = drawn(Flag)
export const HelpIcon = drawn(CircleQuestionMark)
export const HomeIcon = drawn(House)
export const LayersIcon = drawn(Layers)
export const LinkIcon = drawn(Link)
export const LockIcon = drawn(Lock)
export const MessageIcon = drawn(MessageSquare)
export const OfflineIcon = drawn(CloudOff)
export const PlusIcon = drawn(Plus)
export const PullRequestIcon = drawn(GitPullRequest)
export const RetryIcon = drawn(RotateCw)
export const SearchIcon = drawn(Search)
export const SettingsIcon = drawn(Settings)
export const SproutIcon = drawn(Sprout)
export const TicketIcon = drawn(SquareCheck)
export const UndoIcon = drawn(Undo2, true)
export const UserIcon = drawn(User)
export const UsersIcon = drawn(Users)
export const WarningIcon = drawn(TriangleAlert)
export const XIcon = drawn(X)
