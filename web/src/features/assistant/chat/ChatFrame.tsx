import { Outlet } from 'react-router'
import classes from './Chat.module.css'
import { ConversationList } from './ConversationList'

/** On a desk the conversations stand beside the one that is open. */
export const ChatFrame = () => (
  <div className={classes.frame}>
    <div className={classes.side}>
      <ConversationList />
    </div>
    <Outlet />
  </div>
)
